/** Ministries, institutes, universities, companies and programmes that bulletins often name, in Korean, English and Chinese, one a line.
 *  `#` marks a series whose members are numbered: 창어 5호 is not 창어 6호. */
export const ORGANISATIONS = `
과기부, 과학기술부, Ministry of Science and Technology, =MOST, science ministry, 科技部, 科学技术部
발개위, 발전개혁위원회, 발전개혁위, NDRC, National Development and Reform Commission, 发改委, 发展改革委, 发展和改革委员会
공신부, 공업정보화부, MIIT, Ministry of Industry and Information Technology, 工信部, 工业和信息化部
재정부, Ministry of Finance, MOF, 财政部
교육부, Ministry of Education, =MOE, 教育部
상무부, Ministry of Commerce, MOFCOM, 商务部
생태환경부, Ministry of Ecology and Environment, 生态环境部
농업농촌부, Ministry of Agriculture and Rural Affairs, 农业农村部
인력자원사회보장부, 인사부, Ministry of Human Resources, 人社部, 人力资源和社会保障部
자연자원부, Ministry of Natural Resources, 自然资源部
교통운수부, Ministry of Transport, 交通运输部
외교부, Ministry of Foreign Affairs, foreign ministry, 外交部
국방부, Ministry of Defence, Ministry of Defense, Pentagon, 国防部
국가위생건강위원회, 위건위, National Health Commission, 卫健委, 卫生健康委
국가에너지국, National Energy Administration, NEA, 国家能源局
국가데이터국, National Data Administration, 国家数据局
국가지식산권국, CNIPA, 国家知识产权局
국가항천국, 국가우주국, CNSA, 国家航天局
인터넷정보판공실, 사이버공간관리국, CAC, 网信办
금융감독총국, National Financial Regulatory Administration, 金融监管总局, 金融监督管理总局
인민은행, People's Bank of China, PBOC, 人民银行
증감회, CSRC, 证监会
시장감독관리총국, SAMR, 市场监管总局
국자위, SASAC, 国资委
국무원, State Council, 国务院
전인대, National People's Congress, NPC, 全国人大
중앙과학기술위원회, Central Science and Technology Commission, 中央科技委员会
중국과학원, Chinese Academy of Sciences, CAS, 中国科学院, 中科院
중국공정원, Chinese Academy of Engineering, CAE, 中国工程院
자연과학기금위, 국가자연과학기금, NSFC, 自然科学基金
중국과학기술협회, 중국과협, =CAST, 中国科协
과학기술정보연구소, ISTIC, 科学技术信息研究所
칭화대, 칭화대학, Tsinghua, 清华, 清华大学
베이징대, 베이징대학, 북경대, Peking University, PKU, 北京大学
중국과기대, 중국과학기술대학, USTC, University of Science and Technology of China, 中国科学技术大学, 中国科大, 中科大
저장대, Zhejiang University, 浙江大学
푸단대, Fudan, 复旦
상하이교통대, Shanghai Jiao Tong, 上海交通大学, 上海交大
난징대, Nanjing University, 南京大学
우한대학교, 우한대학, Wuhan University, 武汉大学
우한이공대, 우한이공대학, Wuhan University of Technology, 武汉理工
화중과기대, Huazhong University, 华中科技大学
하얼빈공대, Harbin Institute of Technology, 哈尔滨工业大学, 哈工大
시안교통대, Xi'an Jiaotong, 西安交通大学
베이항대, 베이징항공항천대, Beihang, 北京航空航天大学, 北航
중산대, Sun Yat-sen, 中山大学
통지대, Tongji, 同济大学
홍콩과기대, HKUST, 香港科技大学
서울대, Seoul National University, 首尔大学
카이스트, KAIST, 韩国科学技术院
매사추세츠공대, MIT, 麻省理工
스탠퍼드, 스탠포드, Stanford, 斯坦福
하버드, Harvard, 哈佛
옥스퍼드, Oxford, 牛津
케임브리지, Cambridge, 剑桥
미 항공우주국, NASA, 美国宇航局
유럽우주국, ESA, 欧洲航天局
유엔, 국제연합, United Nations, 联合国
경제협력개발기구, OECD, 经合组织
세계보건기구, =WHO, 世界卫生组织, 世卫组织
국제전기통신연합, ITU, 国际电信联盟
3GPP
화웨이, Huawei, 华为, 華為
샤오미, Xiaomi, 小米
오포, OPPO
비보, Vivo
중싱통신, ZTE, 中兴
텐센트, Tencent, 腾讯
알리바바, Alibaba, 阿里巴巴
바이두, Baidu, 百度
바이트댄스, ByteDance, 字节跳动
징둥, JD.com, 京东
메이퇀, Meituan, 美团
디디추싱, Didi, 滴滴
아이플라이텍, 커다쉰페이, iFlytek, 科大讯飞
센스타임, SenseTime, 商汤
캠브리콘, 한우지, Cambricon, 寒武纪
딥시크, DeepSeek, 深度求索
문샷AI, Moonshot, 月之暗面
즈푸, Zhipu, 智谱
중신궈지, SMIC, 中芯国际
창장메모리, YMTC, 长江存储
창신메모리, CXMT, 长鑫存储
롱손, Loongson, 龙芯
비야디, BYD, 比亚迪
닝더스다이, CATL, 宁德时代
지리자동차, Geely, 吉利
니오, NIO, 蔚来
샤오펑, XPeng, 小鹏
리오토, Li Auto, 理想汽车
상하이자동차, SAIC, 上汽
이치자동차, FAW, 一汽
창안자동차, Changan, 长安汽车
디제이아이, DJI, 大疆
유비텍, UBTECH, 优必选, 優必選
유니트리, Unitree, 宇树, 宇樹科技
차이나모바일, China Mobile, 中国移动
차이나텔레콤, China Telecom, 中国电信
차이나유니콤, China Unicom, 中国联通
국가전망, State Grid, 国家电网
페트로차이나, PetroChina, CNPC, 中国石油
시노펙, Sinopec, 中国石化
중국항천과기집단, CASC, 航天科技集团
중국상비, COMAC, 中国商飞
중국핵공업집단, CNNC, 中核集团
테슬라, Tesla, 特斯拉
스페이스X, SpaceX, 太空探索技术公司
스타링크, Starlink, 星链
구글, Google, 谷歌
딥마인드, DeepMind
애플, Apple, 苹果
마이크로소프트, Microsoft, 微软
메타, Meta, 脸书, Facebook
아마존, Amazon, 亚马逊
엔비디아, Nvidia, 英伟达
인텔, Intel, 英特尔
퀄컴, Qualcomm, 高通
오픈AI, OpenAI
앤트로픽, 앤스로픽, Anthropic
아이비엠, IBM
보잉, Boeing, 波音
에어버스, Airbus, 空客
삼성, 삼성전자, Samsung, 三星
하이닉스, SK Hynix, 海力士
현대차, 현대자동차, Hyundai, 现代汽车
엘지, LG
도요타, Toyota, 丰田
폭스바겐, Volkswagen, 大众汽车
벤츠, Mercedes, 奔驰
소니, Sony, 索尼
소프트뱅크, SoftBank, 软银
노키아, Nokia, 诺基亚
에릭슨, Ericsson, 爱立信
티에스엠씨, TSMC, 台积电
폭스콘, Foxconn, 富士康
미디어텍, MediaTek, 联发科
에이에스엠엘, ASML, 阿斯麦
지멘스, Siemens, 西门子
화이자, Pfizer, 辉瑞
깃허브, 깃헙, GitHub
허깅페이스, Hugging Face
챗GPT, ChatGPT
제미나이, Gemini
비트코인, bitcoin, 比特币
#창어, Chang'e, Change-E, 嫦娥
#톈원, Tianwen, 天问
#톈궁, Tiangong, 天宫
#선저우, Shenzhou, 神舟
#톈저우, Tianzhou, 天舟
#창정, Long March, 长征
#베이더우, Beidou, 北斗
#아르테미스, Artemis
#아폴로, Apollo, 阿波罗
#자오룽, Jiaolong, 蛟龙
#지우장, Jiuzhang, 九章
#쭈충즈, Zuchongzhi, 祖冲之
#묵자호, Micius, 墨子号
`;
