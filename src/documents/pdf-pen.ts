import { IDENTITY, type Matrix, matrixOf, point, product } from './pdf-matrix.ts';
import { type Box, boxAround, edgesOf, isRule, type Subpath, subpathsOf } from './pdf-path.ts';

/** A sign as it is drawn: `x` is its left edge, `y` its baseline, `width` its advance. `text` may be several letters (a ligature). */
export type Glyph = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly bold: boolean;
};

/** One step of a page's drawing program. */
export type Operation = { readonly name: string; readonly args: unknown };

/** What is known of a font: `scale` is the size of its unit, 0.001 where it does not say. */
export type Font = { readonly name: string; readonly scale: number };

const DOT_MIN = 1;
const DOT_MAX = 9;
const IMAGE_SHARE = 0.1; // of the page's area
const BOLD_NAME = /bold|black|heavy|demi/i;
const STROKED = new Set(['stroke', 'closeStroke']);
const FILLED = new Set(['fill', 'eoFill']);
const FILLED_AND_STROKED = new Set(['fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']);

/** Follows a drawing program and keeps what it draws: `glyphs` by the quarters that they are turned, `rules` and `dots` (small shapes). */
export class Pen {
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

  /** Follows one step. */
  draw({ name, args }: Operation): void {
    const list = Array.isArray(args) ? args : [];
    const step = this.steps[name];
    if (step !== undefined) step(list);
    else if (STROKED.has(name) || FILLED.has(name) || FILLED_AND_STROKED.has(name)) this.paint(name);
    else this.state = withSetting(this.state, name, list, this.fontOf);
  }

  private readonly restore = (): void => {
    this.state = this.saved.pop() ?? this.state;
  };

  private readonly enter = (matrix: Matrix): void => {
    this.saved.push(this.state);
    this.state = { ...this.state, matrix };
  };

  private readonly steps: Readonly<Record<string, (list: readonly unknown[]) => void>> = {
    save: () => this.enter(this.state.matrix),
    restore: this.restore,
    transform: (list) => this.transform(matrixOf(list)),
    paintFormXObjectBegin: ([matrix]) => this.enter(product(this.state.matrix, matrixOf(matrix))),
    paintFormXObjectEnd: this.restore,
    beginAnnotation: (list) => this.enter(product(product(this.base, matrixOf(list[2])), matrixOf(list[3]))),
    endAnnotation: this.restore,
    constructPath: (list) => {
      this.path = [...this.path, ...subpathsOf(list)];
    },
    endPath: () => {
      this.path = [];
    },
    beginText: () => {
      this.text = this.line = IDENTITY;
    },
    setTextMatrix: (list) => {
      this.text = this.line = matrixOf(list);
    },
    setLeadingMoveText: ([x, y]) => {
      this.state = { ...this.state, leading: Number(y) };
      this.moveText(Number(x), Number(y));
    },
    moveText: ([x, y]) => this.moveText(Number(x), Number(y)),
    nextLine: () => this.moveText(0, this.state.leading),
    showText: ([run]) => this.showText(Array.isArray(run) ? run : []),
  };

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

/** Text as it is meant: control characters stand for spaces in some fonts; look-alikes of ideographs, brackets that were given a new code
 *  and ligatures for the letters. Nothing else is normalized.
 *  @example cleaned('⼒') // => '力' */
export function cleaned(text: string): string {
  return text
    .replace(/[\p{Cc}\u00a0]/gu, ' ')
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

/** How many quarters text is turned; null when it is slanted. */
function turnOf(a: number, b: number): number | null {
  const quarters = Math.atan2(b, a) / (Math.PI / 2);
  const nearest = Math.round(quarters);
  return Math.abs(quarters - nearest) > 0.05 ? null : (nearest + 4) % 4;
}
