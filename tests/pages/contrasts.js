// Of each picture: the strongest contrast of its shapes to white, and the weakest of its texts to what is under them.
() => {
  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue) + 0.05;
  };
  const contrast = (one, other) => Math.max(light(one) / light(other), light(other) / light(one));
  const seen = colour => colour && colour !== 'none' && !colour.startsWith('rgba');
  const white = 'rgb(255, 255, 255)';
  const under = text => {
    text.scrollIntoView({block: 'center'});
    const box = text.getBoundingClientRect();
    const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const shape = stack.find(one => one !== text && one.ownerSVGElement && seen(getComputedStyle(one).fill)
      && one.tagName !== 'g');
    return shape ? getComputedStyle(shape).fill : white;
  };
  return [...document.querySelectorAll('svg:not(svg svg)')].map(svg => {
    const shapes = svg.querySelectorAll('path, line, circle, ellipse, polygon, polyline, rect');
    const colours = [...shapes].map(getComputedStyle).flatMap(style => [style.stroke, style.fill]).filter(seen);
    const texts = [...svg.querySelectorAll('text')];
    return {
      name: (svg.querySelector('title') || svg).textContent.trim().slice(0, 60),
      shapes: Math.max(0, ...colours.map(colour => contrast(colour, white))),
      texts: Math.min(21, ...texts.map(text => contrast(getComputedStyle(text).fill, under(text)))),
    };
  });
}
