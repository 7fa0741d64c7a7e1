/** Runs in the page: texts that leave their node or the picture, and lines that run through a text. */
function collisions() {
  return [...new Set([...document.querySelectorAll('svg.p')].flatMap(collisionsIn))];
}

function collisionsIn(svg) {
  const found = [];
  const view = svg.viewBox.baseVal;
  const boxOf = (element) => element.getBBox();
  const inside = (inner, outer) => inner.x >= outer.x - 1 && inner.y >= outer.y - 1
    && inner.x + inner.width <= outer.x + outer.width + 1 && inner.y + inner.height <= outer.y + outer.height + 1;
  for (const node of svg.querySelectorAll('.n')) {
    const frame = boxOf(node.querySelector('.f'));
    for (const text of node.querySelectorAll('text')) {
      if (!inside(boxOf(text), frame)) { found.push(`'${text.textContent}' leaves its node`); }
    }
  }
  const texts = [...svg.querySelectorAll('text')].map((text) => ({ text, box: boxOf(text) }));
  for (const { text, box } of texts) {
    if (!inside(box, view)) { found.push(`'${text.textContent}' leaves the picture`); }
  }
  texts.forEach(({ text, box }, at) => {
    for (const other of texts.slice(at + 1)) {
      const isBeside = box.x >= other.box.x + other.box.width || other.box.x >= box.x + box.width;
      const isAbove = box.y + 2 >= other.box.y + other.box.height - 2 || other.box.y + 2 >= box.y + box.height - 2;
      if (!isBeside && !isAbove) {
        found.push(`'${text.textContent}' lies on '${other.text.textContent}'`);
      }
    }
  });
  const covers = [...svg.querySelectorAll('rect.l')].map(boxOf);
  // a label hides its own line with a rectangle; where a line is seen is asked of the picture itself
  for (const line of svg.querySelectorAll('path.e')) {
    const length = line.getTotalLength();
    for (let along = 0; along <= length; along += 3) {
      const { x, y } = line.getPointAtLength(along);
      for (const { text, box } of texts) {
        if (x <= box.x + 1 || x >= box.x + box.width - 1 || y <= box.y + 2 || y >= box.y + box.height - 2) { continue; }
        const isCovered = covers.some((rect) => inside(box, rect));
        const middle = Math.abs(x - (box.x + box.width / 2)) < 2;
        if (!isCovered || !middle) { found.push(`a line runs through '${text.textContent}'`); }
      }
    }
  }
  return found;
}
