#!/usr/bin/python3
"""Draws what `./bench backtest` prints: mean stock against the share served, one picture per set and one line per policy.

    ./bench backtest FOLDER | tee measured.txt
    tools/frontiers.py docs/pictures < measured.txt
"""
import math
import re
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 680, 360, 64, 210, 16, 44
NAMES = {"process": "Crossdock", "reorder_level_monthly": "reorder level, monthly", "static_minmax": "static min/max",
         "classical_rop_normal": "reorder point, normal", "ses_fill_normal": "smoothing, fill rate"}
COLOURS = ["#d6336c", "#868e96", "#4263eb", "#f08c00", "#2b8a3e", "#7048e8", "#0c8599"]
STYLE = """<style>text{font:12px Inter,system-ui,sans-serif;fill:#495057}.axis{stroke:#ced4da}path{fill:none;stroke-width:1.5}.own{stroke-width:3}
@media (prefers-color-scheme:dark){text{fill:#ced4da}.axis{stroke:#495057}}</style>"""


def read(lines):
    """Sets with the points of each policy: share served -> mean stock."""
    sets, name, shares = {}, None, []
    for line in lines:
        if heading := re.match(r"== (\w+)", line):
            name = heading[1]
            sets.setdefault(name, {})
        elif line.startswith("| policy"):
            shares = [float(share) / 100 for share in re.findall(r"stock at ([\d.]+)%", line)]
        elif name and line.startswith("| ") and shares:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            points = {share: float(cell.replace(",", "")) for share, cell in zip(shares, cells[1:]) if cell != "-"}
            if points:
                sets[name][cells[0]] = points
    return sets


def draw(policies):
    """One picture: the share served on a scale of what stays unserved, the stock from zero to what the planner and its nearest rivals need."""
    shares = sorted({share for points in policies.values() for share in points})
    own = policies.get("process", {})
    most = 2.2 * max(own.values()) if own else max(max(points.values()) for points in policies.values())
    low, high = -math.log(1 - shares[0]), -math.log(1 - shares[-1])
    across = lambda share: LEFT + (WIDTH - LEFT - RIGHT) * (-math.log(1 - share) - low) / (high - low)
    up = lambda stock: HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(stock, most) / most
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">', STYLE]
    for share in shares:
        parts.append(f'<line class="axis" x1="{across(share):.0f}" x2="{across(share):.0f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
                     f'<text x="{across(share):.0f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{share:.0%}</text>')
    step = 10 ** math.floor(math.log10(most / 2))
    step *= 5 if most / step > 10 else 2 if most / step > 4 else 1
    for stock in range(0, int(most) + 1, int(step)):
        parts.append(f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{up(stock):.0f}" y2="{up(stock):.0f}"/>'
                     f'<text x="{LEFT - 6}" y="{up(stock) + 4:.0f}" text-anchor="end">{f"{stock / 1e6:g} M" if most >= 2e6 else f"{stock / 1e3:g} k"}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">share of turnover served from stock; mean stock at cost</text>')
    order = sorted(policies, key=lambda policy: (policy != "process", policy))
    for row, policy in enumerate(order):
        points = sorted((share, stock) for share, stock in policies[policy].items() if stock <= most)
        colour, own_line = COLOURS[row % len(COLOURS)], ' class="own"' if policy == "process" else ""
        path = " ".join(f"{'M' if i == 0 else 'L'}{across(share):.1f} {up(stock):.1f}" for i, (share, stock) in enumerate(points))
        marks = "".join(f'<circle cx="{across(share):.1f}" cy="{up(stock):.1f}" r="3" fill="{colour}"/>' for share, stock in points)
        legend = TOP + 14 + 18 * row
        parts.append(f'<path{own_line} d="{path}" stroke="{colour}"/>{marks}'
                     f'<line x1="{WIDTH - RIGHT + 14}" x2="{WIDTH - RIGHT + 34}" y1="{legend - 4}" y2="{legend - 4}" stroke="{colour}" stroke-width="2"/>'
                     f'<text x="{WIDTH - RIGHT + 40}" y="{legend}">{NAMES.get(policy, policy)}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    folder = sys.argv[1]
    for name, policies in read(sys.stdin).items():
        with open(f"{folder}/frontier-{name}.svg", "w", encoding="utf-8") as picture:
            picture.write(draw(policies))
        print(f"{folder}/frontier-{name}.svg")
