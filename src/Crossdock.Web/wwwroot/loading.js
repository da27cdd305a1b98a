// Keeps the board of the sample company up to date until it is loaded; then the page is shown anew, with the ways to sign in.
const words = {
  reading: 'Reading the files and making the plan',
  founding: 'Books, sites, partners, items, opening stock, two years of demand',
  replaying: 'Thirteen weeks, day after day',
  finishing: 'Finishing',
};
const part = name => document.querySelector(`[data-load="${name}"]`);

function show(state) {
  const phase = state.phase[0].toLowerCase() + state.phase.slice(1);
  part('phase').textContent = words[phase] ?? 'Complete';
  part('progress').max = state.total;
  part('progress').value = state.done;
  part('day').textContent = state.day ?? '-';
  part('postings').textContent = state.postings;
  part('rate').textContent = state.postingsPerSecond;
  part('seconds').textContent = state.seconds;
  part('refusals').textContent = Object.entries(state.refusals).map(([code, count]) => `${code.split('.').pop().replaceAll('_', ' ')} (${count})`).join(', ') || 'none';
  part('documents').replaceChildren(...Object.entries(state.documents).map(([kind, count]) => {
    const row = document.createElement('tr');
    for (const text of [kind, count]) row.insertCell().textContent = text;
    row.cells[1].className = 'text-end';
    return row;
  }));
  return phase in words;
}

async function follow() {
  try {
    const answer = await fetch('/loading/state');
    if (!show(await answer.json())) return location.reload();
  } catch {
    // The server may be starting again; the next look tells.
  }
  setTimeout(follow, 500);
}

if (document.getElementById('loading')?.dataset.phase.toLowerCase() in words) setTimeout(follow, 300);
