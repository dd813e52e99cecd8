/** A page as plain data: text, or an element with its name in lower case. */
export type HtmlNode = string | HtmlElement;
export type HtmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
};

/** The text of nodes, as it stands, white space too.
 *  @example textOf([{ name: 'b', attributes: {}, children: ['가', '나'] }]) // => '가나' */
export function textOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');
}

/** All elements below the nodes, in the order of the page. */
export function elementsOf(nodes: readonly HtmlNode[]): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  const collect = (node: HtmlNode): void => {
    if (typeof node === 'string') return;
    found.push(node);
    node.children.forEach(collect);
  };
  nodes.forEach(collect);
  return found;
}
