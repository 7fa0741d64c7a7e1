/**
 * What makes a page more convenient; without it everything is still there. It marks the node that is shown, goes from
 * node to node with the arrow keys, to other runs of a node with [ and ], and back with Escape.
 */
const nodes = () => [...document.querySelectorAll('svg.p a')];
const ways = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function shownPanel() {
  const target = document.getElementById(location.hash.slice(1));
  return target && target.closest('.panel');
}

function setCurrent(link, isCurrent) {
  if (isCurrent) { link.setAttribute('aria-current', 'true'); } else { link.removeAttribute('aria-current'); }
}

/** Marks what the address names. */
function mark() {
  const panel = shownPanel();
  nodes().forEach((link) => setCurrent(link, panel && link.getAttribute('href') === `#${panel.id}`));
  document.querySelectorAll('.picker').forEach((picker) => {
    const links = [...picker.querySelectorAll('a')];
    const at = links.findIndex((link) => link.getAttribute('href') === location.hash);
    links.forEach((link, index) => setCurrent(link, index === Math.max(at, 0)));
  });
}

/** The browser tells of a new address later; keys pressed in between must find it marked. */
function show(hash) {
  location.hash = hash;
  mark();
}

function middle(link) {
  const { x, y, width, height } = link.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

/** The node that is nearest in a direction; what lies aside counts double. */
function nearest(from, [across, down]) {
  const [x, y] = middle(from);
  let best;
  let least = Infinity;
  for (const link of nodes()) {
    const [u, v] = middle(link);
    const along = (u - x) * across + (v - y) * down;
    const aside = Math.abs((u - x) * down) + Math.abs((v - y) * across);
    if (along > 4 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = link;
    }
  }
  return best;
}

function backToOverview() {
  const panel = shownPanel();
  show('overview');
  const link = panel && nodes().find((node) => node.getAttribute('href') === `#${panel.id}`);
  if (link) { link.focus(); }
}

function toOtherRun(step) {
  const panel = shownPanel();
  const links = panel ? [...panel.querySelectorAll('.picker a')] : [];
  const to = links[links.findIndex((link) => link.hasAttribute('aria-current')) + step];
  if (to) { show(to.getAttribute('href')); }
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) { return; }
  const way = ways[event.key];
  const focused = document.activeElement && document.activeElement.closest('svg.p a');
  if (way && focused) {
    const to = nearest(focused, way);
    if (to) {
      to.focus();
      event.preventDefault();
    }
  } else if (event.key === 'Escape') {
    backToOverview();
  } else if (event.key === '[' || event.key === ']') {
    toOtherRun(event.key === ']' ? 1 : -1);
  }
});
addEventListener('hashchange', mark);
mark();
