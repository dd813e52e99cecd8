import { ParserApart } from '../src/parse-apart.ts';

// Parses one text apart, prints its title, and leaves the thread to itself.

const parser = new ParserApart({ idle: 3_600_000 });
const { title } = await parser.parse('# 소식\n\n## 01 가\n- 나', { id: 'news' });
console.log(title);
