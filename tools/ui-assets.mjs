// Builds the vendored look from the npm packages that refresh-ui-assets.sh has installed:
// Tabler reduced to the class families the kit documents, Inter reduced to Latin at the weights
// used, and the few Tabler icons the kit names. The result is committed, so a build needs no npm.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [packages, project] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const { PurgeCSS } = require('purgecss');
const subsetFont = require('subset-font');
const lib = join(project, 'wwwroot', 'lib');
const from = (...path) => join(packages, 'node_modules', ...path);
mkdirSync(lib, { recursive: true });

// One regular expression per kept family. A page may use any class that matches, nothing else of Tabler.
const kept = [
  /^(container|container-fluid|row|col|clearfix|small|lead|h[1-6]|mark|fade|show|active|disabled|collapsed)$/,
  /^(col|row-cols|offset)-((md|lg|xl)-)?(auto|\d+)$/, /^row-(cards|deck)$/, /^col-(md|lg|xl)$/,
  /^g[xy]?-[0-4]$/, /^(gap|row-gap|column-gap)-[0-4]$/,
  /^d-((md|lg|print)-)?(none|block|inline|inline-block|flex|inline-flex|grid)$/,
  /^flex-((md|lg)-)?(row|column|wrap|nowrap|fill|grow-[01]|shrink-[01])$/,
  /^(justify-content|align-items|align-self)-(start|end|center|between|baseline|stretch)$/,
  /^[mp][tbsexy]?-([0-5]|auto)$/, /^[wh]-(25|50|75|100|auto)$/,
  /^text-(start|end|center|nowrap|wrap|truncate|break|uppercase|body|secondary|muted|reset|decoration-none)$/,
  /^fw-(normal|medium|bold|semibold)$/, /^(fst-italic|font-monospace|lh-1|align-(middle|top|baseline))$/,
  /^border(-(0|top|bottom|start|end))?(-0)?$/, /^rounded(-(0|circle|pill|top|bottom))?$/,
  /^(position-(relative|absolute|sticky)|sticky-top|overflow-(auto|hidden)|visually-hidden(-focusable)?)$/,
  /^btn(-(primary|danger|success|link|sm|lg|icon|list|close|group|actions|outline-(primary|danger)|ghost-(primary|secondary|danger)))?$/,
  /^(form-(label|control|select|check|check-input|check-label|hint|text|switch|fieldset|floating|control-sm|select-sm|control-lg|check-inline|label-description)|input-group|input-group-text|input-group-flat|is-invalid|invalid-feedback|required|col-form-label)$/,
  /^table(-(responsive|sm|hover|vcenter|active|group-divider))?$/,
  /^card(-(header|title|subtitle|body|footer|actions|table|sm|link|active))?$/,
  /^alert(-(info|success|warning|danger|heading|title|icon|link|description))?$/,
  /^(badge|list-group|list-group-item|list-group-flush|list-group-item-action|progress|progress-bar|progress-sm)$/,
  /^(spinner-border|spinner-border-sm|breadcrumb|breadcrumb-item|hr|empty|empty-icon|empty-title|empty-subtitle|empty-action)$/,
  /^(steps|step-item|steps-counter|avatar|avatar-sm|avatar-xs|kbd|markdown)$/,
];

const tabler = readFileSync(from('@tabler', 'core', 'dist', 'css', 'tabler.min.css'), 'utf8').replace(/\/\*# sourceMappingURL.*?\*\//, '');
const classes = [...new Set([...tabler.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)].map(match => match[1]))].filter(name => kept.some(rule => rule.test(name)));
const elements = 'html body h1 h2 h3 h4 h5 h6 p a abbr b strong em i small code kbd pre samp ul ol li dl dt dd table caption thead tbody tfoot tr th td ' +
  'form fieldset legend label input select option optgroup button textarea output progress meter hr img svg figure figcaption blockquote details summary dialog iframe ' +
  'type checkbox radio search number date time file color range role button text submit reset disabled readonly required multiple size href title lang data-bs-theme dark light hidden';
const [purged] = await new PurgeCSS().purge({
  css: [{ raw: tabler }],
  content: [{ raw: [...classes, elements].join(' '), extension: 'html' }],
  extractors: [{ extensions: ['html'], extractor: text => text.split(/\s+/) }],
  keyframes: true,
  fontFace: true,
});

// Custom properties that nothing reads any more are dropped, again and again until none is left to drop.
const own = ['crossdock.css', 'figures.css'].map(file => readFileSync(join(project, 'wwwroot', file), 'utf8')).join('');
let css = purged.css;
for (let before = ''; before !== css;) {
  before = css;
  const read = new Set([...(css + own).matchAll(/var\((--[\w-]+)/g)].map(match => match[1]));
  css = css.replace(/(--[\w-]+):((?:[^;{}()'"]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|'[^']*'|"[^"]*")*);?/g,
    (whole, name) => read.has(name) ? whole : '');
}
css = css.replace(/[^{}]*\{\s*\}/g, '');
writeFileSync(join(lib, 'tabler.css'), css + '\n');

let letters = '';
for (let code = 0x20; code < 0x7f; code++) letters += String.fromCharCode(code);
for (let code = 0xa0; code < 0x180; code++) letters += String.fromCharCode(code);
letters += '‐‑‒–—‘’“”„•…′″‹›€−×÷≈≠≤≥←↑→↓™Δ∞∑';
const inter = readFileSync(from('@fontsource-variable', 'inter', 'files', 'inter-latin-wght-normal.woff2'));
writeFileSync(join(lib, 'inter.woff2'), await subsetFont(inter, letters, { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } }));

// name in the kit = name in Tabler
const icons = `home=home search=search sun=sun moon=moon device=device-desktop menu=menu-2 close=x check=check plus=plus minus=minus
 chevron-right=chevron-right chevron-left=chevron-left chevron-down=chevron-down dots=dots arrow-up=arrow-up arrow-down=arrow-down
 arrow-right=arrow-right sort=arrows-sort filter=filter download=download upload=upload print=printer edit=pencil trash=trash copy=copy
 link=external-link info=info-circle help=help-circle warning=alert-triangle error=alert-circle success=circle-check clock=clock
 calendar=calendar history=history bell=bell user=user users=users sign-out=logout settings=settings key=key lock=lock shield=shield-check
 item=package items=packages warehouse=building-warehouse site=building place=map-pin truck=truck truck-in=truck-delivery
 receive=package-import ship=package-export transfer=arrows-left-right pick=hand-grab count=clipboard-list scan=scan barcode=barcode
 cart=shopping-cart sales=receipt invoice=file-invoice document=file-text supplier=building-factory-2 customer=building-store
 money=coin bank=building-bank books=book-2 scale=scale chart=chart-line bars=chart-bar plan=route forecast=trending-up
 exception=urgent inbox=inbox approve=checks returns=arrow-back-up undo=arrow-back-up list=list adjust=adjustments tag=tag bolt=bolt
 wifi-off=wifi-off keyboard=keyboard eye=eye pin=pin file=paperclip comment=message database=database world=world robot=robot`
  .split(/\s+/).map(pair => pair.split('='));
const lines = icons.map(([name, tablerName]) => {
  const svg = readFileSync(from('@tabler', 'icons', 'icons', 'outline', tablerName + '.svg'), 'utf8');
  const paths = [...svg.matchAll(/<path[^>]*\sd="([^"]+)"/g)].map(match => match[1]).filter(path => path !== 'M0 0h24v24H0z');
  return `        ["${name}"] = "${paths.join(' ')}",`;
});
writeFileSync(join(project, 'Icons', 'IconPaths.cs'), `namespace Crossdock.Ui.Icons;

/// <summary>The Tabler outline icons the kit names (MIT), as one SVG path each; written by tools/refresh-ui-assets.sh.</summary>
internal static class IconPaths
{
    internal static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
${lines.join('\n')}
    };
}
`);
console.log(`tabler.css ${css.length} bytes, ${brotliCompressSync(css).length} compressed; ${icons.length} icons`);
