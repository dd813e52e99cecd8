import { tokenizeQuery } from '../retrieval/tokenize.ts';
import { isName } from './names.ts';

/** Words that ask, address, soften or point; they name nothing that an answer could hold. Stems of everyday verbs are among them: a text
 *  says the same in other words. */
const LIGHT = new Set(
  [
    '무엇 무슨 뭐 뭔 뭘 뭔가 뭐뭐 어떤 어떻게 어때 어느 어디 어디서 어디어디 언제 누가 누구 누구누구 왜 얼마 얼마나 몇 며칠 정도 혹시 그럼 그러면 근데 그런데 지금 현재 이번 여기 여기서 거기 이제 이제부터 아직 아직도 앞으로 적어도 따로 같이 함께 다시 정말 진짜 그냥',
    '알려 알려줘 보여줘 말해줘 말하 설명 요약 정리 비교 궁금 이름 의미 내용 관련 관한 대한 대해 대해서 소식 얘기 이야기 뉴스 각각 전부 모두 모든 가지 중에 중에서 쪽에 쪽에서 위한 위해 통해 따라 따르면 의하면 라는 이라는 전체',
    '있는 없는 있어 없어 있나 하는 되는 하고 나온 나오는 나올 만든 만드는 만들 받은 받는 받을 찾은 찾는 생긴 생기는 들어간 들어가는 쓰는 쓰인 쓰이는 짓는 지은 넣는 넣은 드는 많은 많이 새로 새로운 같은 가장 제일',
    'the a an of in on at to for from by with and or is are was were be been do does did has have had will would can could should it its this that there what which who whose whom when where why how much many tell me about please any some give show list name called news us',
  ].flatMap((line) => line.split(' ')),
);

/** A predicate made from a noun: 발표됐어, 확인했대, 필요한가요. The noun before it is content. */
const NOUN_PREDICATE =
  /^(\p{Script=Hangul}{2,}?)(?:하|되|했|됐|한|된|할|될|함|됨|해|돼|시키|시켰|당하|당했)\p{Script=Hangul}{0,5}$/u;

/** A predicate of a native verb or adjective: 줄인대, 떠안나요, 빠른데. Everyday verbs seldom are the text's own. */
const VERB =
  /(?:나요|[가까]요|는가|은가|을까|[는은른린]데|는지|[는은른간인]대|니까|니다|세요|네요|군요|던가|려고|려면|면서|지만|으면|어서|아서|어야|아야|거야|건가)$/u;

/** The copula behind a noun, and colloquial particles: 점수야, 회사인가요, 큐비트짜리임, 대학이랑. */
const CLOSING =
  /(?:짜리)?(?:이었나요|였나요|인가요|인지요|이에요|입니까|입니다|이라고|인가|인지|이야|예요|에요|이죠|이지|이냐|이니|이랑|들한테|한테|에서도?|으로도|들은|들이|들을|임|야|죠|냐|요|랑|들)$/u;

const FINAL_SS = 20; // 있, 했, 었: the index of ㅆ among the final consonants

/** The content words of a question, each as the tokens that a text is searched for: without what only asks and endings of predicates;
 *  names and figures are left out, as they are compared by what they stand for. May be empty.
 *  @example contentWords('우한 연구원은 언제 발표됐어?') // => [['연구', '구원'], ['발표']] */
export function contentWords(question: string): readonly (readonly string[])[] {
  const words = question
    .normalize('NFKC')
    .toLowerCase()
    .match(/(?<![\d\p{Script=Hangul}])\p{Script=Hangul}+|[^\P{L}\p{Script=Hangul}]+/gu);
  return (words ?? []).flatMap((word) => {
    const stem = stemOf(word);
    if (stem === null) return [];
    const tokens = tokenizeQuery(stem).filter((token) => !LIGHT.has(token));
    return tokens.length === 0 || LIGHT.has(tokens.join('')) ? [] : [tokens];
  });
}

/** The part of a word that names something, or null when none does. One syllable alone cannot be searched for. */
function stemOf(word: string): string | null {
  if (LIGHT.has(word) || word.length < 2) return null;
  if (!/\p{Script=Hangul}$/u.test(word)) return word;
  const noun = NOUN_PREDICATE.exec(word)?.[1];
  const stem = noun ?? (isVerb(word) ? '' : word.replace(CLOSING, '').replace(/^몇/u, ''));
  return stem.length < 2 || LIGHT.has(stem) || isName(stem) ? null : stem;
}

function isVerb(word: string): boolean {
  return VERB.test(word) || [...word].some((syllable) => (syllable.charCodeAt(0) - 0xac00) % 28 === FINAL_SS);
}
