const SYMBOLS: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '×',
  div: '÷',
  pm: '±',
  mp: '∓',
  sim: '~',
  approx: '≈',
  simeq: '≃',
  neq: '≠',
  ne: '≠',
  leq: '≤',
  le: '≤',
  geq: '≥',
  ge: '≥',
  ll: '≪',
  gg: '≫',
  equiv: '≡',
  propto: '∝',
  infty: '∞',
  partial: '∂',
  rightarrow: '→',
  to: '→',
  leftarrow: '←',
  leftrightarrow: '↔',
  Rightarrow: '⇒',
  circ: '°',
  degree: '°',
  sum: '∑',
  prod: '∏',
  int: '∫',
  angle: '∠',
  in: '∈',
  ldots: '…',
  dots: '…',
  cdots: '⋯',
  bullet: '•',
  prime: '′',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  hbar: 'ħ',
  ell: 'ℓ',
  AA: 'Å',
  textmu: 'μ',
  quad: ' ',
  qquad: ' ',
  left: '',
  right: '',
  displaystyle: '',
};
const BELOW: Readonly<Record<string, string>> = Object.fromEntries(zip('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'));
const ABOVE: Readonly<Record<string, string>> = Object.fromEntries(zip('0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'));
const WRAPPER =
  /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|mathcal|operatorname|boldsymbol|ce|bar|hat|vec|tilde|overline)\s*\{([^{}]*)\}/g;

const DEEPEST = 6; // commands inside commands; real formulas have two or three

/** A formula in Unicode: indices and powers raised or lowered, commands by their character, unknown ones by their name.
 *  @example latexToText('\\text{NH}_4^{+} \\frac{1}{2}') // => 'NH₄⁺ 1/2' */
export function latexToText(formula: string): string {
  let text = formula;
  for (let pass = 0; pass < DEEPEST; pass++) text = unwrap(text);
  return text
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => SYMBOLS[name] ?? name)
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/\\([%&#$_{}])/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** Undoes the innermost commands and indices. */
function unwrap(text: string): string {
  return text
    .replace(WRAPPER, '$1')
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\sqrt\s*\{([^{}]*)\}/g, '√$1')
    .replace(/(?<!\\)_(?:\{([^{}]*)\}|([^\s\\{}]))/g, (_, group, one) => shifted(group ?? one, BELOW))
    .replace(/\^(?:\{([^{}]*)\}|\s*(\\circ|[^\s\\{}]))/g, (_, group, one) => shifted(group ?? one, ABOVE));
}

function shifted(text: string, table: Readonly<Record<string, string>>): string {
  if (text === '\\circ') return '°';
  const characters = [...text];
  return characters.every((c) => table[c] !== undefined) ? characters.map((c) => table[c]).join('') : text;
}

function zip(from: string, to: string): [string, string][] {
  const targets = [...to];
  return [...from].map((c, i) => [c, targets[i] ?? c]);
}
