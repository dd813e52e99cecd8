/** A rectangle on a page in points, y downwards from the top of the page as it is shown. */
export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** A sign as it is drawn: `x` is its left edge, `y` its baseline, `width` its advance. `text` may be several letters (a ligature). */
export type Glyph = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly bold: boolean;
};

/** What a page draws, upright: text in other directions was turned like the most of it. `turned` holds text that runs across the rest,
 *  one list for each direction in a frame of its own; slanted text (a watermark) is left out. `rules` are thin lines, `dots` small
 *  shapes such as the bullets that browsers draw. */
export type PageContent = {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly turned: readonly (readonly Glyph[])[];
  readonly rules: readonly Box[];
  readonly dots: readonly Box[];
  readonly hasImage: boolean;
  /** Brings a box of the page as it is shown into the frame of `glyphs`. */
  readonly upright: (box: Box) => Box;
};

/** One step of a page's drawing program. */
export type Operation = { readonly name: string; readonly args: unknown };

/** What is known of a font: `scale` is the size of its unit, 0.001 where it does not say. */
export type Font = { readonly name: string; readonly scale: number };

export type Matrix = readonly [number, number, number, number, number, number];

const RULE_THICKNESS = 3; // points; thicker shapes are bars and boxes
const RULE_LENGTH = 5;
const DOT_MIN = 1;
const DOT_MAX = 9;
const IMAGE_SHARE = 0.1; // of the page's area
const BOLD_NAME = /bold|black|heavy|demi/i;
const STROKED = new Set(['stroke', 'closeStroke']);
const FILLED = new Set(['fill', 'eoFill']);
const FILLED_AND_STROKED = new Set(['fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']);

/** Follows a page's drawing program. `base` brings its coordinates to the page as it is shown, y downwards. */
export function contentOf(
  operations: Iterable<Operation>,
  page: { readonly base: Matrix; readonly width: number; readonly height: number },
  fontOf: (name: string) => Font,
): PageContent {
  const pen = new Pen(page.base, page.width * page.height, fontOf);
  for (const operation of operations) pen.draw(operation);
  const size = { width: page.width, height: page.height };
  const [main = 0, ...others] = [0, 1, 2, 3].sort(
    (a, b) => (pen.glyphs[b]?.length ?? 0) - (pen.glyphs[a]?.length ?? 0),
  );
  const upright = (box: Box) => turnedBox(box, main, size);
  const glyphsAt = (turn: number) =>
    (pen.glyphs[turn] ?? []).map((glyph) => ({ ...glyph, ...turnedPoint(glyph, turn, size) }));
  return {
    width: main % 2 === 0 ? size.width : size.height,
    height: main % 2 === 0 ? size.height : size.width,
    glyphs: glyphsAt(main),
    turned: others.map(glyphsAt).filter((glyphs) => glyphs.length > 0),
    rules: pen.rules.map(upright),
    dots: pen.dots.map(upright),
    hasImage: pen.hasImage,
    upright,
  };
}

/** Text as it is meant: control characters stand for spaces in some fonts; look-alikes of ideographs, brackets that were given a new code
 *  and ligatures for the letters. Nothing else is normalized.
 *  @example cleaned('⼒') // => '力' */
export function cleaned(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: fonts map the space to control characters
  return text
    .replace(/[\0-\x1f\x7f\u00a0]/g, ' ')
    .replace(/[\u2329\u232a\u2e9f\u2ef3\u2f00-\u2fdf\ufb00-\ufb06]/g, (sign) => sign.normalize('NFKC'));
}

type State = {
  readonly matrix: Matrix;
  readonly font: Font & { readonly bold: boolean };
  readonly size: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly stretch: number;
  readonly rise: number;
  readonly leading: number;
  readonly isOutlined: boolean;
};

const NO_FONT = { name: '', scale: 0.001, bold: false };
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

class Pen {
  readonly glyphs: readonly Glyph[][] = [[], [], [], []];
  readonly rules: Box[] = [];
  readonly dots: Box[] = [];
  hasImage = false;
  private readonly saved: State[] = [];
  private state: State;
  private text: Matrix = IDENTITY;
  private line: Matrix = IDENTITY;
  private path: readonly Subpath[] = [];

  private readonly base: Matrix;
  private readonly area: number;
  private readonly fontOf: (name: string) => Font;

  constructor(base: Matrix, area: number, fontOf: (name: string) => Font) {
    this.base = base;
    this.area = area;
    this.fontOf = fontOf;
    const plain = { size: 0, charSpacing: 0, wordSpacing: 0, stretch: 1, rise: 0, leading: 0, isOutlined: false };
    this.state = { matrix: base, font: NO_FONT, ...plain };
  }

  draw({ name, args }: Operation): void {
    const list = Array.isArray(args) ? args : [];
    switch (name) {
      case 'save':
        this.saved.push(this.state);
        return;
      case 'restore':
      case 'paintFormXObjectEnd':
      case 'endAnnotation':
        this.state = this.saved.pop() ?? this.state;
        return;
      case 'transform':
        return this.transform(matrixOf(list));
      case 'paintFormXObjectBegin':
        this.saved.push(this.state);
        this.state = { ...this.state, matrix: product(this.state.matrix, matrixOf(list[0])) };
        return;
      case 'beginAnnotation':
        this.saved.push(this.state);
        this.state = { ...this.state, matrix: product(product(this.base, matrixOf(list[2])), matrixOf(list[3])) };
        return;
      case 'constructPath':
        this.path = [...this.path, ...subpathsOf(list)];
        return;
      case 'endPath':
        this.path = [];
        return;
      case 'beginText':
        this.text = this.line = IDENTITY;
        return;
      case 'setTextMatrix':
        this.text = this.line = matrixOf(list);
        return;
      case 'setLeadingMoveText':
        this.state = { ...this.state, leading: Number(list[1]) };
        return this.moveText(Number(list[0]), Number(list[1]));
      case 'moveText':
        return this.moveText(Number(list[0]), Number(list[1]));
      case 'nextLine':
        return this.moveText(0, this.state.leading);
      case 'showText':
        return this.showText(Array.isArray(list[0]) ? list[0] : []);
      default:
        if (STROKED.has(name) || FILLED.has(name) || FILLED_AND_STROKED.has(name)) return this.paint(name);
        this.state = withSetting(this.state, name, list, this.fontOf);
    }
  }

  /** An image fills the unit square, so a matrix as large as a part of the page is the frame of one. */
  private transform(matrix: Matrix): void {
    const next = product(this.state.matrix, matrix);
    this.hasImage ||= Math.abs(next[0] * next[3] - next[1] * next[2]) > IMAGE_SHARE * this.area;
    this.state = { ...this.state, matrix: next };
  }

  private moveText(x: number, y: number): void {
    this.text = this.line = product(this.line, [1, 0, 0, 1, x, y]);
  }

  private showText(run: readonly unknown[]): void {
    const { state } = this;
    const [a, b, c, d, e, f] = product(state.matrix, this.text);
    const turn = turnOf(a, b);
    const size = Math.abs(state.size) * Math.hypot(c, d);
    const scale = Math.hypot(a, b) * state.stretch;
    let x = 0;
    for (const sign of run) {
      if (typeof sign === 'number') x -= (sign * state.size) / 1000;
      if (!isSign(sign)) continue;
      const width = sign.width * state.size * state.font.scale;
      const along = x * state.stretch;
      const text = cleaned(sign.unicode);
      if (turn !== null && text !== '' && size > 0)
        this.glyphs[turn]?.push({
          text,
          x: a * along + c * state.rise + e,
          y: b * along + d * state.rise + f,
          width: width * scale,
          size,
          bold: state.font.bold || state.isOutlined,
        });
      x += width + state.charSpacing + (sign.isSpace ? state.wordSpacing : 0);
    }
    this.text = product(this.text, [1, 0, 0, 1, x * state.stretch, 0]);
  }

  private paint(name: string): void {
    for (const subpath of this.path) {
      const points = subpath.points.map(([x, y]) => point(this.state.matrix, x, y));
      const box = boxAround(points);
      const isSmall =
        Math.max(box.x1 - box.x0, box.y1 - box.y0) <= DOT_MAX && Math.min(box.x1 - box.x0, box.y1 - box.y0) >= DOT_MIN;
      if (isSmall) this.dots.push(box);
      else if (isRule(box)) this.rules.push(box);
      else if (!subpath.isCurved && !FILLED.has(name)) this.rules.push(...edgesOf(points).filter(isRule));
    }
    this.path = [];
  }
}

function withSetting(state: State, name: string, list: readonly unknown[], fontOf: (name: string) => Font): State {
  const value = Number(list[0]);
  switch (name) {
    case 'setFont': {
      const font = fontOf(String(list[0]));
      return { ...state, font: { ...font, bold: BOLD_NAME.test(font.name) }, size: Number(list[1]) };
    }
    case 'setCharSpacing':
      return { ...state, charSpacing: value };
    case 'setWordSpacing':
      return { ...state, wordSpacing: value };
    case 'setHScale':
      return { ...state, stretch: value / 100 };
    case 'setTextRise':
      return { ...state, rise: value };
    case 'setLeading':
      return { ...state, leading: -value };
    case 'setTextRenderingMode':
      return { ...state, isOutlined: value === 2 }; // filled and outlined: bold where the font has none
    default:
      return state;
  }
}

type Sign = { readonly unicode: string; readonly width: number; readonly isSpace: boolean };

function isSign(value: unknown): value is Sign {
  return (
    typeof value === 'object' &&
    value !== null &&
    'unicode' in value &&
    typeof value.unicode === 'string' &&
    'width' in value
  );
}

type Subpath = { readonly points: readonly (readonly [number, number])[]; readonly isCurved: boolean };

const PATH_STEPS: Readonly<Record<number, number>> = { 13: 2, 14: 2, 15: 6, 16: 4, 17: 4, 18: 0, 19: 4 };
const MOVE = 13;
const RECTANGLE = 19;
const CLOSE = 18;

function subpathsOf([steps, numbers]: readonly unknown[]): readonly Subpath[] {
  if (!Array.isArray(steps) || !Array.isArray(numbers)) return [];
  const paths: { points: [number, number][]; isCurved: boolean }[] = [];
  let at = 0;
  for (const step of steps.map(Number)) {
    const used = numbers.slice(at, at + (PATH_STEPS[step] ?? 0)).map(Number);
    at += used.length;
    const [x = 0, y = 0, width = 0, height = 0] = used;
    if (step === RECTANGLE) {
      const corners: [number, number][] = [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
        [x, y],
      ];
      paths.push({ points: corners, isCurved: false });
      continue;
    }
    if (step === MOVE || paths.length === 0) paths.push({ points: [], isCurved: false });
    const path = paths.at(-1);
    if (path === undefined) continue;
    const [start] = path.points;
    if (step === CLOSE && start !== undefined) path.points.push(start);
    for (let i = 0; i + 1 < used.length; i += 2) path.points.push([used[i] ?? 0, used[i + 1] ?? 0]);
    path.isCurved ||= used.length > 2;
  }
  return paths.filter(({ points }) => points.length > 1);
}

function edgesOf(points: readonly (readonly [number, number])[]): readonly Box[] {
  return points.slice(1).map((end, i) => boxAround([points[i] ?? end, end]));
}

function boxAround(points: readonly (readonly [number, number])[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

function isRule({ x0, y0, x1, y1 }: Box): boolean {
  return Math.min(x1 - x0, y1 - y0) <= RULE_THICKNESS && Math.max(x1 - x0, y1 - y0) >= RULE_LENGTH;
}

/** How many quarters text is turned; null when it is slanted. */
function turnOf(a: number, b: number): number | null {
  const quarters = Math.atan2(b, a) / (Math.PI / 2);
  const nearest = Math.round(quarters);
  return Math.abs(quarters - nearest) > 0.05 ? null : (nearest + 4) % 4;
}

type Size = { readonly width: number; readonly height: number };

function turnedPoint({ x, y }: { readonly x: number; readonly y: number }, turn: number, { width, height }: Size) {
  if (turn === 1) return { x: y, y: width - x };
  if (turn === 2) return { x: width - x, y: height - y };
  return turn === 3 ? { x: height - y, y: x } : { x, y };
}

function turnedBox({ x0, y0, x1, y1 }: Box, turn: number, size: Size): Box {
  const from = turnedPoint({ x: x0, y: y0 }, turn, size);
  const to = turnedPoint({ x: x1, y: y1 }, turn, size);
  return boxAround([
    [from.x, from.y],
    [to.x, to.y],
  ]);
}

function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function point([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

function matrixOf(value: unknown): Matrix {
  if (!Array.isArray(value) || value.length < 6) return IDENTITY;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = value.map(Number);
  return [a, b, c, d, e, f];
}
