// What a program calls itself is long and full of lies; people want to know which one it is.

const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//],
];

const SYSTEMS = [
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

const LONGEST = 60;

/** 'Firefox 132 on Linux'; what is no browser as it names itself. */
export function program(userAgent) {
  if (!userAgent) return 'unknown program';
  if (!userAgent.startsWith('Mozilla/')) return short(userAgent);
  const browser = BROWSERS.map(([name, pattern]) => [name, pattern.exec(userAgent)]).find(([, match]) => match);
  if (!browser) return short(userAgent);
  const system = SYSTEMS.find(([, pattern]) => pattern.test(userAgent));
  return `${browser[0]} ${browser[1][1]}${system ? ` on ${system[0]}` : ''}`;
}

function short(text) {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
