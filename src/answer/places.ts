/** Countries as Korean, English and Chinese texts call them: one a line, names with commas between. `=` marks a name that only its
 *  capitals tell from a word. */
export const COUNTRIES = `
중국, China, Chinese, PRC, 中国, 中國, 中方, 我国, 国内
미국, United States, USA, =US, U.S., America, American, 美国, 美國
한국, 대한민국, 우리나라, Korea, Korean, South Korea, 韩国, 韓國
북한, North Korea, 朝鲜
일본, Japan, Japanese, 日本
영국, United Kingdom, =UK, Britain, British, England, 英国, 英國
독일, Germany, German, 德国, 德國
프랑스, France, French, 法国, 法國
이탈리아, Italy, Italian, 意大利
스페인, Spain, Spanish, 西班牙
네덜란드, Netherlands, Dutch, 荷兰
벨기에, Belgium, 比利时
스위스, Switzerland, Swiss, 瑞士
스웨덴, Sweden, Swedish, 瑞典
노르웨이, Norway, 挪威
덴마크, Denmark, Danish, 丹麦
핀란드, Finland, Finnish, 芬兰
오스트리아, Austria, 奥地利
아일랜드, Ireland, 爱尔兰
포르투갈, Portugal, 葡萄牙
폴란드, Poland, 波兰
체코, Czech, 捷克
헝가리, Hungary, 匈牙利
그리스, Greece, 希腊
러시아, Russia, Russian, 俄罗斯, 俄国
우크라이나, Ukraine, 乌克兰
튀르키예, 터키, Turkey, 土耳其
이스라엘, Israel, Israeli, 以色列
사우디아라비아, 사우디, Saudi Arabia, Saudi, 沙特阿拉伯, 沙特
아랍에미리트, UAE, United Arab Emirates, 阿联酋
카타르, Qatar, 卡塔尔
Iran, Iranian, 伊朗
이집트, Egypt, 埃及
남아프리카공화국, 남아공, South Africa, 南非
나이지리아, Nigeria, 尼日利亚
케냐, Kenya, 肯尼亚
인도, India, Indian, 印度
파키스탄, Pakistan, 巴基斯坦
방글라데시, Bangladesh, 孟加拉国
인도네시아, Indonesia, 印度尼西亚, 印尼
말레이시아, Malaysia, 马来西亚
싱가포르, Singapore, 新加坡
태국, Thailand, 泰国
베트남, Vietnam, 越南
필리핀, Philippines, 菲律宾
라오스, Laos, 老挝
캄보디아, Cambodia, 柬埔寨
미얀마, Myanmar, 缅甸
몽골, Mongolia, 蒙古国
카자흐스탄, Kazakhstan, 哈萨克斯坦
우즈베키스탄, Uzbekistan, 乌兹别克斯坦
호주, 오스트레일리아, Australia, Australian, 澳大利亚
뉴질랜드, New Zealand, 新西兰
캐나다, Canada, Canadian, 加拿大
멕시코, Mexico, 墨西哥
브라질, Brazil, 巴西
아르헨티나, Argentina, 阿根廷
칠레, Chile, 智利
페루, Peru, 秘鲁
콜롬비아, Colombia, 哥伦比亚
우루과이, Uruguay, 乌拉圭
에콰도르, Ecuador, 厄瓜多尔
볼리비아, Bolivia, 玻利维亚
베네수엘라, Venezuela, 委内瑞拉
쿠바, Cuba, 古巴
모로코, Morocco, 摩洛哥
알제리, Algeria, 阿尔及利亚
에티오피아, Ethiopia, 埃塞俄比亚
탄자니아, Tanzania, 坦桑尼亚
르완다, Rwanda, 卢旺达
잠비아, Zambia, 赞比亚
콩고민주공화국, Congo, 刚果
쿠웨이트, Kuwait, 科威特
이라크, Iraq, 伊拉克
요르단, 约旦
시리아, Syria, 叙利亚
네팔, Nepal, 尼泊尔
스리랑카, Sri Lanka, 斯里兰卡
벨라루스, Belarus, 白俄罗斯
아제르바이잔, Azerbaijan, 阿塞拜疆
에스토니아, Estonia, Estonian, 爱沙尼亚
라트비아, Latvia, Latvian, 拉脱维亚
리투아니아, Lithuania, Lithuanian, 立陶宛
슬로바키아, Slovakia, 斯洛伐克
슬로베니아, Slovenia, 斯洛文尼亚
크로아티아, Croatia, 克罗地亚
세르비아, Serbia, 塞尔维亚
루마니아, Romania, Romanian, 罗马尼亚
불가리아, Bulgaria, Bulgarian, 保加利亚
룩셈부르크, Luxembourg, 卢森堡
아이슬란드, Iceland, 冰岛
대만, 타이완, Taiwan, Taiwanese, 台湾, 臺灣, 台灣
`;

/** Regions of the world, and the provinces and large cities of China and Korea, in the same form; `<` and what a place lies in follow, by
 *  the first name of that line. */
export const PLACES = `
유럽연합, =EU, European Union, 欧盟 < 유럽
유럽, Europe, European, 欧洲
아시아, Asia, Asian, 亚洲
아프리카, Africa, African, 非洲
동남아시아, 동남아, Southeast Asia, ASEAN, 아세안, 东南亚, 东盟 < 아시아
홍콩, Hong Kong, 香港 < 중국
마카오, Macau, Macao, 澳门 < 중국
베이징, 북경, Beijing, 北京, 北京市 < 중국
상하이, 상해, Shanghai, 上海 < 중국
톈진, 천진, Tianjin, 天津 < 중국
충칭, 중경, Chongqing, 重庆 < 중국
광둥, 광동, Guangdong, 广东 < 중국
장쑤, 강소성, Jiangsu, 江苏 < 중국
저장성, 절강, Zhejiang, 浙江 < 중국
산둥, 산동, Shandong, 山东 < 중국
허난, 하남성, Henan, 河南 < 중국
쓰촨, 사천성, Sichuan, 四川 < 중국
후베이, 호북, Hubei, 湖北 < 중국
후난, 호남성, Hunan, 湖南 < 중국
푸젠, 복건, Fujian, 福建 < 중국
안후이, 안휘, Anhui, 安徽 < 중국
허베이, 하북, Hebei, 河北 < 중국
산시성, 섬서, Shaanxi, 陕西 < 중국
산서성, Shanxi, 山西 < 중국
랴오닝, 요녕, Liaoning, 辽宁 < 중국
지린, 길림, Jilin, 吉林 < 중국
헤이룽장, 흑룡강, Heilongjiang, 黑龙江 < 중국
장시성, 강서성, Jiangxi, 江西 < 중국
윈난, 운남, Yunnan, 云南 < 중국
구이저우, 귀주, Guizhou, 贵州 < 중국
간쑤, 감숙, Gansu, 甘肃 < 중국
칭하이, 청해성, Qinghai, 青海 < 중국
하이난, 해남성, Hainan, 海南 < 중국
광시, Guangxi, 广西 < 중국
네이멍구, 내몽골, 내몽고, Inner Mongolia, 内蒙古 < 중국
신장위구르, 신장자치구, Xinjiang, 新疆 < 중국
닝샤, Ningxia, 宁夏 < 중국
티베트, 시짱, Tibet, Xizang, 西藏 < 중국
광저우, Guangzhou, 广州 < 광둥
선전, 심천, Shenzhen, 深圳 < 광둥
둥관, Dongguan, 东莞 < 광둥
주하이, Zhuhai, 珠海 < 광둥
포산, Foshan, 佛山 < 광둥
난징, Nanjing, 南京 < 장쑤
쑤저우, Suzhou, 苏州 < 장쑤
우시, Wuxi, 无锡 < 장쑤
창저우, Changzhou, 常州 < 장쑤
난퉁, Nantong, 南通 < 장쑤
쉬저우, Xuzhou, 徐州 < 장쑤
옌청, 연청, Yancheng, 盐城, 鹽城 < 장쑤
항저우, Hangzhou, 杭州 < 저장성
닝보, Ningbo, 宁波 < 저장성
원저우, Wenzhou, 温州 < 저장성
자싱, Jiaxing, 嘉兴 < 저장성
지난시, Jinan, 济南 < 산둥
칭다오, Qingdao, 青岛 < 산둥
옌타이, Yantai, 烟台 < 산둥
정저우, Zhengzhou, 郑州 < 허난
뤄양, Luoyang, 洛阳 < 허난
청두, Chengdu, 成都 < 쓰촨
몐양, Mianyang, 绵阳 < 쓰촨
우한, Wuhan, 武汉 < 후베이
이창시, Yichang, 宜昌 < 후베이
창사, Changsha, 长沙 < 후난
주저우, Zhuzhou, 株洲 < 후난
푸저우, Fuzhou, 福州 < 푸젠
샤먼, Xiamen, 厦门 < 푸젠
허페이, Hefei, 合肥 < 안후이
우후시, Wuhu, 芜湖 < 안후이
스자좡, Shijiazhuang, 石家庄 < 허베이
슝안, Xiong'an, Xiongan, 雄安 < 허베이
시안, Xi'an, Xian, 西安 < 산시성
타이위안, Taiyuan, 太原 < 산서성
선양, Shenyang, 沈阳 < 랴오닝
다롄, 대련, Dalian, 大连 < 랴오닝
창춘, 장춘, Changchun, 长春 < 지린
하얼빈, Harbin, 哈尔滨 < 헤이룽장
난창, Nanchang, 南昌 < 장시성
쿤밍, Kunming, 昆明 < 윈난
구이양, Guiyang, 贵阳 < 구이저우
란저우, Lanzhou, 兰州 < 간쑤
주취안, Jiuquan, 酒泉 < 간쑤
하이커우, Haikou, 海口 < 하이난
싼야, Sanya, 三亚 < 하이난
난닝, Nanning, 南宁 < 광시
후허하오터, Hohhot, 呼和浩特 < 네이멍구
우루무치, Urumqi, 乌鲁木齐 < 신장위구르
인촨, Yinchuan, 银川 < 닝샤
라싸, Lhasa, 拉萨 < 티베트
중관촌, Zhongguancun, 中关村 < 베이징
푸둥, Pudong, 浦东 < 상하이
서울, Seoul, 首尔 < 한국
부산, Busan, 釜山 < 한국
인천, Incheon, 仁川 < 한국
대전, Daejeon, 大田 < 한국
제주, Jeju, 济州 < 한국
대구, Daegu, 大邱 < 한국
광주, Gwangju, 光州 < 한국
울산, Ulsan, 蔚山 < 한국
세종시, Sejong, 世宗市 < 한국
경기도, Gyeonggi, 京畿道 < 한국
강원도, 강원특별자치도, Gangwon, 江原道 < 한국
충북, 충청북도, Chungbuk, North Chungcheong, 忠清北道 < 한국
충남, 충청남도, Chungnam, South Chungcheong, 忠清南道 < 한국
전북, 전라북도, Jeonbuk, North Jeolla, 全罗北道 < 한국
전남, 전라남도, Jeonnam, South Jeolla, 全罗南道 < 한국
경북, 경상북도, Gyeongbuk, North Gyeongsang, 庆尚北道 < 한국
경남, 경상남도, Gyeongnam, South Gyeongsang, 庆尚南道 < 한국
수원, Suwon, 水原 < 경기도
성남, Seongnam, 城南市 < 경기도
판교, Pangyo, 板桥 < 경기도
용인, Yongin, 龙仁 < 경기도
평택, Pyeongtaek, 平泽 < 경기도
안산시, Ansan, 安山 < 경기도
춘천, Chuncheon, 春川 < 강원도
강릉, Gangneung, 江陵 < 강원도
청주, Cheongju, 清州 < 충북
오송, Osong, 五松 < 충북
천안, Cheonan, 天安 < 충남
보령, Boryeong, 保宁 < 충남
군산, Gunsan, 群山 < 전북
새만금, Saemangeum, 新万金 < 전북
여수, Yeosu, 丽水市 < 전남
목포, Mokpo, 木浦 < 전남
나주, Naju, 罗州 < 전남
포항, Pohang, 浦项 < 경북
구미, Gumi, 龟尾 < 경북
안동, Andong, 安东 < 경북
창원, Changwon, 昌原 < 경남
거제, Geoje, 巨济 < 경남
김해, Gimhae, 金海 < 경남
사천시, Sacheon, 泗川 < 경남
도쿄, Tokyo, 东京 < 일본
런던, London, 伦敦 < 영국
파리, Paris, 巴黎 < 프랑스
베를린, Berlin, 柏林 < 독일
모스크바, Moscow, 莫斯科 < 러시아
뉴욕, New York, 纽约 < 미국
캘리포니아, California, 加州 < 미국
실리콘밸리, Silicon Valley, 硅谷 < 캘리포니아
텍사스, Texas, 得克萨斯 < 미국
`;
