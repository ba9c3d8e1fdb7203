// Texts that leave the window or are cut off by what holds them, and texts that lie on one another.
() => {
  const name = element => `${element.tagName}.${element.className.baseVal ?? element.className}: ${element.textContent.trim().slice(0, 60)}`;
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, range = document.createRange();
    if (!text.textContent.trim() || text.parentElement.closest('svg') || onlyHeard(text.parentElement)) continue;
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > innerWidth + 1) { wrong.push(`outside: ${name(text.parentElement)}`); break; }
    }
    for (let holder = text.parentElement; holder; holder = holder.parentElement) {
      const style = getComputedStyle(holder);
      const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
      if (cuts && (holder.scrollWidth > holder.clientWidth + 1 || holder.scrollHeight > holder.clientHeight + 1)
          && style.overflowX !== 'auto' && holder !== document.body && holder !== document.documentElement) {
        wrong.push(`cut off: ${name(holder)}`);
      }
    }
  }
  const solid = [...document.querySelectorAll('article, section, table, figure, h1, h2, h3, h4, p, li, dt, dd')]
    .filter(one => one.getClientRects().length);
  const boxes = solid.map(one => one.getBoundingClientRect());
  for (let first = 0; first < solid.length; first++) {
    for (let second = first + 1; second < solid.length; second++) {
      if (solid[first].contains(solid[second])) continue;
      const [one, other] = [boxes[first], boxes[second]];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 2 && hasText(solid[first], other) && hasText(solid[second], one)) {
        wrong.push(`overlap: ${name(solid[first])} | ${name(solid[second])}`);
      }
    }
  }
  // What is one pixel large is there for those who listen, and not meant to be seen.
  function onlyHeard(element) {
    const small = one => one.clientWidth === 1 && one.clientHeight === 1;
    return element && (small(element) || onlyHeard(element.parentElement));
  }
  function hasText(element, area) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].some(box => box.width && box.height
      && Math.min(box.right, area.right) - Math.max(box.left, area.left) > 2
      && Math.min(box.bottom, area.bottom) - Math.max(box.top, area.top) > 2);
  }
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
  return wrong;
}
