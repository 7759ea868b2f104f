"""Write an archive of short news articles for the notebooks: `python make_archive.py archive.jsonl`.

Every article was written for this purpose; people, companies, clubs and events are invented. Fifteen stories run
through September 2025. An article is a line of `day | place | headline` after `##`, then its text.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

STORIES = """
## 2025-09-01 | Nairobi | Crack found in wall of Omera dam
NAIROBI — Engineers have found a crack eleven metres long in the wall of the Omera dam, the energy ministry said on Monday.

"There is no danger to anybody who lives below the dam," Energy Minister Wanjiru Kamau told reporters. She said the lake would be lowered by two metres before the end of the month.

The consultant who found the crack was less calm. "I reported this in April and nobody answered," said Tomas Lindqvist, a Swedish engineer hired by the lenders.

## 2025-09-03 | Nairobi | Villages below dam ask for sirens
People who live below the Omera dam want sirens and a plan before the water is let out, their representatives said at a meeting on Tuesday evening.

"We hear about the crack on the radio and about the plan from nobody," said Florence Achieng, who keeps a shop in Sagana Bridge.

The energy ministry replied that leaflets would be handed out next week.

## 2025-09-08 | Nairobi | Lowering of the lake begins
The gates of the Omera dam were opened shortly after six on Monday morning. By noon the lake had fallen by nine centimetres.

Tomas Lindqvist, the engineer who found the crack, watched from the bridge. He said that the wall had not moved. "Ask me again when the first metre is gone," he added.

According to the energy ministry, the power station will run at half its capacity until October 20.

## 2025-09-16 | Nairobi | Minister admits report was overlooked
Kenya's energy minister, Wanjiru Kamau, admitted on Tuesday that a report about the Omera dam had lain unread in her ministry for four months.

"It came on April 11, it was filed, and it was not read. That is our mistake," Kamau told a parliamentary committee.

Opposition lawmaker Peter Odinga-Were demanded that she resign. Kamau refused, saying that she would rather repair the dam than write a letter.

## 2025-09-25 | Nairobi | Omera dam will hold in the rains, engineers say
The repaired wall of the Omera dam will hold when the rains come in November, engineers said on Thursday after a week of tests.

"I have now seen the inside of the crack, and it is an ugly crack in a healthy wall," said Tomas Lindqvist.

Florence Achieng, a shopkeeper from Sagana Bridge, said the sirens had finally been put up. "They tested them at five in the morning. Nobody here needed coffee that day," she said.

## 2025-09-02 | Valparaíso | Dockers walk out in Valparaíso
About 1,200 dockers in the Chilean port of Valparaíso stopped work at midnight, demanding a shorter night shift.

"A man who lifts for ten hours in the dark makes mistakes, and our mistakes weigh twenty tonnes," said Marisol Fuentes, the head of the dockers' union.

Puerto Sur, the company that runs the terminal, called the strike illegal.

## 2025-09-04 | Valparaíso | Cherries and copper wait as port strike goes on
Seventeen ships lay at anchor off Valparaíso on Thursday, the third day of a strike by dockers. Puerto Sur put its loss at 2.4 million dollars a day.

Andrés Quiroga, who heads the company, said he was ready to talk "about everything except the length of the night". Marisol Fuentes of the union replied that the night was the only subject.

## 2025-09-07 | Valparaíso | Court declines to stop strike
A court in Valparaíso declined on Saturday to order dockers back to work. The judge wrote that a strike over safety could not be judged by its cost.

"We won in court; now we want to win at the table," said union leader Marisol Fuentes.

Puerto Sur announced that it would appeal.

## 2025-09-12 | Valparaíso | Deal ends port strike after ten days
The dockers of Valparaíso went back to work on Friday after Puerto Sur agreed to nights of seven hours.

"It is an expensive peace," Andrés Quiroga, the chief executive, told Radio Litoral. "The war was more expensive."

Marisol Fuentes said that members had approved the deal by 1,031 votes to 88. She thanked the bakers of the port, "who fed us on credit".

## 2025-09-22 | Valparaíso | Port has fewest accidents in years, union says
In the ten days since nights were shortened, not one docker has been hurt in Valparaíso, the union said on Monday.

Puerto Sur confirmed the figure. Its chief executive, Andrés Quiroga, warned that ten days were not a statistic. "But I read it with pleasure," he said.

## 2025-09-01 | Aarhus | Bird flu reaches third farm in Jutland
Bird flu has been found on a third farm in Jutland and 40,000 hens will be killed, Denmark's veterinary agency said.

Signe Holm, the agency's chief veterinarian, said that the virus had probably come with wild geese. "They arrive earlier every year, and so does it," she said.

## 2025-09-05 | Aarhus | Farmers want vaccine for their hens
Danish poultry farmers asked the government on Friday to allow a vaccine that is already used in France.

"I have buried my flock twice in three years," said Jens Bak, who farms near Skive. "I would like to try something else."

Exporters are against it, because some countries do not buy meat of vaccinated birds.

## 2025-09-11 | Copenhagen | Denmark to test bird flu vaccine on two islands
Hens on the islands of Samsø and Ærø will be vaccinated from next week, the Danish food minister said.

The chief veterinarian, Signe Holm, explained that islands made a good experiment. "A goose can leave an island, but a lorry needs a ferry, and we can count ferries," Holm said.

## 2025-09-18 | Aarhus | Vaccine trial starts with 9,000 hens
Veterinarians began to vaccinate 9,000 hens on Samsø on Wednesday. It takes four people a day for each thousand birds.

Jens Bak, a farmer who had asked for the trial, came over by ferry to watch. "It is slow, it is dull, and nobody has to dig a hole," he said.

## 2025-09-29 | Aarhus | No new outbreak in Denmark for two weeks
Denmark has had no new case of bird flu since September 14, the veterinary agency reported.

Signe Holm said it was too early to thank the vaccine. She expects the first results in January.

## 2025-09-02 | Lagos | Harbour Stars sack coach after two defeats
Harbour Stars, champions of the Lagos league for three years, dismissed their coach on Tuesday after losing the first two matches of the season.

"We thank him, but the table does not," said Folake Adeyemi, the club's president.

Captain Kelechi Duru said the players had learned of it from the radio.

## 2025-09-05 | Lagos | Obinna Eze returns to Harbour Stars
Obinna Eze, who won the league with Harbour Stars as a player in 2009, will be their coach until the summer.

"I still know which shower is cold," Eze joked at his first press conference on Thursday. He promised to play with two strikers.

## 2025-09-14 | Lagos | Two strikers, four goals
Harbour Stars beat Mainland Rangers 4-1 on Saturday in the first match under Obinna Eze.

Kelechi Duru scored twice. "He told us to run less and look more," the captain said. "It is harder than it sounds."

Eze himself said that the defence had been asleep for half an hour.

## 2025-09-21 | Lagos | Floodlights fail, match ends at dawn
A league match in Lagos that began on Saturday at eight in the evening ended on Sunday shortly before six, after the floodlights had failed three times.

Harbour Stars won 1-0. "I have never scored before breakfast," said Kelechi Duru.

The league said it would look into the matter. Folake Adeyemi, the president of Harbour Stars, asked for her money back.

## 2025-09-28 | Lagos | Eze: title is possible
Harbour Stars are third after their fourth win in a row. "In August I would have laughed at the word title. Now I only smile," coach Obinna Eze said after the 2-0 against Badagry United.

The visitors' coach, Musa Danladi, said that his team had been beaten by the better side and by a very loud trumpet.

## 2025-09-03 | Bengaluru | Nilgiri Systems to cut 900 jobs
BENGALURU, Sept 3 — The software company Nilgiri Systems will cut 900 of its 7,000 jobs by December, it announced on Wednesday.

"Our customers ask for fewer hands and better tools," chief executive Ananya Rao said in a statement. She promised that everyone would get six months' pay.

## 2025-09-04 | Bengaluru | Employees of Nilgiri were told by text message
Employees of Nilgiri Systems learned by text message that they had lost their jobs, a group of them said on Thursday.

"I was at my daughter's birthday. It said: hand in your laptop by noon," said Vivek Shetty, who had worked for the company for fourteen years.

A spokeswoman for Nilgiri said the messages had been sent too early by mistake.

## 2025-09-10 | Bengaluru | Labour commissioner opens inquiry into job cuts
The labour commissioner of Karnataka, Prakash Hegde, has opened an inquiry into job cuts at Nilgiri Systems. He wants to know why the state was not told 60 days before, as the law demands.

"A company that writes software for calendars ought to be able to count to sixty," Hegde said.

## 2025-09-17 | Bengaluru | Rao apologises for text messages
Ananya Rao, the chief executive of Nilgiri Systems, apologised on Wednesday to the 900 people whose jobs are being cut.

"You deserved a conversation and you got a text message. I am sorry," she wrote. Rao said she would take no bonus this year.

Vivek Shetty, one of the 900, called the letter decent but late.

## 2025-09-26 | Bengaluru | Nilgiri pays fine and keeps 300 people
Nilgiri Systems will keep 300 of the 900 people it wanted to dismiss, and pay a fine of two million rupees.

Labour commissioner Prakash Hegde said that the case was closed. "The law was slow, but it was awake," he said on Friday.

## 2025-09-06 | Galway | Two candidates for mayor of Galway
Galway will choose its mayor directly for the first time on September 27. When the list closed on Friday, it held two names: Niamh Devlin, a teacher, and Conor Rafferty, who owns three hotels.

"The city is full in July and empty in our pockets," said Devlin, who wants a tax on overnight stays. Rafferty believes that such a tax would drive visitors to Limerick.

## 2025-09-13 | Galway | Candidates quarrel about buses
The buses of Galway are late, and the candidates for mayor blame each other's friends.

"My opponent has not taken a bus since the punt was abolished," said Niamh Devlin in a debate on Friday night.

Conor Rafferty answered that he took one last week, "and I am still waiting for the second".

## 2025-09-20 | Galway | Rafferty leads in last poll
A week before the election in Galway, 52 percent would vote for Conor Rafferty and 44 percent for Niamh Devlin, according to a poll by Atlantic Research.

Rafferty said that polls were like Galway weather. Devlin denied that her campaign had run out of money.

## 2025-09-28 | Galway | Devlin elected mayor of Galway by 212 votes
Niamh Devlin will be the first elected mayor of Galway. After two counts she was 212 votes ahead of Conor Rafferty, officials said early on Sunday.

"Two hundred and twelve people could have stayed at home, and they did not," Devlin told supporters in Eyre Square.

Rafferty congratulated her by telephone. "The buses are hers now," he said.

## 2025-09-02 | Porto | Map from 1502 stolen in Porto
A sea chart of 1502 has been stolen from the Maritime Library in Porto, the police said on Tuesday. It was last seen on Friday.

"It is the size of a towel and worth more than the building," said Helena Marques, the director of the library.

## 2025-09-05 | Porto | Thief of map came as reader, police believe
Whoever took the chart of 1502 from the Maritime Library in Porto walked out by the front door, Inspector Rui Tavares said.

"No window is broken, no lock is scratched. Somebody said good afternoon and left," Tavares told a news conference.

Library director Helena Marques said that readers' bags would be searched from now on.

## 2025-09-15 | Vigo | Stolen chart offered for sale in Spain
A bookseller in Vigo was offered the stolen Porto chart for 300,000 euros and called the police, he said on Monday.

"It was in a pizza box," said the bookseller, Xoán Varela. "I asked for a day to find the money, and he gave it to me. He was polite."

## 2025-09-16 | Porto | Man arrested with chart of 1502
Spanish police arrested a retired geography teacher in Vigo on Tuesday. The chart of 1502 was under his bed.

According to Inspector Rui Tavares, the man said that he had only wanted to correct it. "He had already added Greenland in pencil," Tavares said.

Helena Marques, who runs the library in Porto, said the pencil could be removed.

## 2025-09-27 | Porto | Chart is back, behind glass
The chart of 1502 can be seen again in the Maritime Library in Porto. Six hundred people came on the first day.

"Before the theft we had six visitors a week," said director Helena Marques. "I do not recommend the method."

## 2025-09-03 | Kelowna | Fire near Kelowna grows fourfold in a night
A forest fire in British Columbia grew from 300 to 1,200 hectares on Tuesday night, and 2,500 people had to leave their homes.

"The wind turned at two o'clock and then we stopped fighting and started knocking on doors," said fire chief Dana Whitford.

## 2025-09-04 | Kelowna | Horses saved from fire by high school class
A class of a high school in Kelowna led 41 horses out of the path of a forest fire on Wednesday, walking nine kilometres to the lake.

"We were supposed to have chemistry," said Lucas Tran, 16.

Fire chief Dana Whitford said it was brave and that nobody should do it again.

## 2025-09-09 | Kelowna | Rain helps firefighters
It rained for five hours near Kelowna on Monday and the forest fire is no longer growing, the fire service said.

Dana Whitford, who leads the operation, hopes to let people return on Thursday. "The ground is still hot under the ash," she warned. "You can boil an egg in it, and somebody has."

## 2025-09-19 | Victoria | Power line caused fire, report finds
The fire that burned 31 houses near Kelowna was caused by a power line, investigators of British Columbia reported on Friday.

Okanagan Power, which owns the line, said it had been inspected in 2023. The province's forest minister, Harjit Sandhu, said two years were too long in a dry valley.

## 2025-09-24 | Kelowna | Okanagan Power offers to pay
Okanagan Power has offered 60 million Canadian dollars to people whose houses burned.

"We do not admit guilt; we admit that you have no kitchen," the company's president, Louise Charbonneau, told a meeting on Tuesday. Some people laughed and some left.

Forest minister Harjit Sandhu called the offer a beginning.

## 2025-09-08 | Hobart | Ice core reaches back 1.3 million years
Scientists have drilled the oldest ice so far in Antarctica. It is about 1.3 million years old and reached Hobart by ship on Sunday.

"You can hear it crack. That is air from before there were people," said glaciologist Mei-Ling Zhao.

## 2025-09-15 | Hobart | Freezer alarm at ice laboratory
A freezer with part of the oldest ice core failed in Hobart on Saturday night. A cleaner noticed it and called the head of the laboratory.

"She saved a hundred thousand years," said Mei-Ling Zhao. The cleaner, Rosa Pereira, said she had only followed the noise.

## 2025-09-23 | Hobart | Old air holds less carbon dioxide than thought
The air in the oldest ice holds less carbon dioxide than models predict, according to first results that were published on Monday in the journal Polar Letters.

Mei-Ling Zhao, who led the study, said the models would have to explain it. A colleague in Bern, Urs Aebischer, doubted the measurement: "Ice that old has been squeezed for a long time, and so has the air."

## 2025-09-30 | Hobart | Second laboratory confirms old air
A laboratory in Bern has repeated the measurements of Hobart and found the same values, it said on Tuesday.

"I was wrong, and I have rarely enjoyed it so much," said the Swiss physicist Urs Aebischer.

## 2025-09-04 | Almaty | Railway to China to open a year late
The new railway from Almaty to the Chinese border will open in 2027, a year later than planned, Kazakhstan's transport minister Daniyar Akhmetov said.

He blamed a swamp. "On the map it was a meadow," Akhmetov told the newspaper Steppe Herald.

## 2025-09-11 | Almaty | Herders block railway works
Herders on forty horses stopped work on a railway east of Almaty on Wednesday. They say that the line cuts their path to the summer pastures.

"A sheep does not read timetables," said Aigerim Nurlanova, who speaks for eleven families. She asked for three tunnels.

## 2025-09-19 | Almaty | Three tunnels for sheep
Kazakhstan will build three tunnels for sheep under its new railway, transport minister Daniyar Akhmetov promised on Thursday.

Aigerim Nurlanova, the speaker of the herders, said they would believe it when the first sheep was through. The works went on the same day.

## 2025-09-10 | Suva | Fiji closes reef to fishing for five years
Nobody may fish on the Vatu reef in Fiji until September 2030, the chiefs of four villages decided.

"My grandfather took fish there that my son knows from pictures," said Chief Ratu Semi Tavola.

The fisheries department welcomed the ban, which it cannot enforce.

## 2025-09-17 | Suva | First boat caught on closed reef
Young men from Nasova stopped a boat on the closed Vatu reef on Tuesday night. Its crew had to throw back forty fish, some of which swam off.

"We were not rude. We sang until they left," said Litia Ravouvou, 22, who was on watch.

## 2025-09-24 | Suva | University to count fish on Vatu reef
Biologists from Suva will count the fish on the Vatu reef twice a year. They started last weekend and found 61 species.

"In a healthy reef I would expect two hundred," said Karalaini Naidu, who leads the count. Chief Ratu Semi Tavola said that he had time.

## 2025-09-09 | Tbilisi | Wine harvest in Georgia is smallest in a decade
Georgia expects its smallest wine harvest since 2014 after hail in July, the agriculture ministry said on Tuesday.

"Nine minutes of ice, and a year was gone," said Nino Beridze, who has four hectares in Kakheti.

## 2025-09-18 | Tbilisi | Bank defers loans of winegrowers
Georgia's Rustavi Bank will let winegrowers who were hit by hail pay their loans a year later, it said on Thursday.

"We would rather wait for wine than own vineyards," said its chairwoman, Tamar Lomidze. Nino Beridze, a grower in Kakheti, said that it was the first good letter since July.

## 2025-09-06 | Oruro | Bolivian town bans loud bands before nine
The town council of Oruro has forbidden brass bands to rehearse before nine in the morning.

"This is an attack on breakfast," complained Freddy Mamani-Rojas, who plays the tuba.

Councillor Elena Choque, who proposed the rule, claimed that she could no longer tell the bands from her headache.

## 2025-09-20 | Oruro | Bands of Oruro march in slippers
About 300 musicians marched through Oruro in silence on Friday, in slippers and with their instruments in sacks, to protest against a ban on early rehearsals.

"It was the finest concert of the year," said councillor Elena Choque. Still, she would agree to half past eight, she said.

## 2025-09-12 | Tromsø | Reindeer delay ferry by four hours
A ferry left Tromsø four hours late on Thursday because 140 reindeer had walked on board and would not go.

"They had no tickets, but they were many," said captain Ingunn Sætre. The herd's owner, Mikkel Utsi, fetched them with a bucket of lichen.

## 2025-09-26 | Tromsø | Ferry company introduces fare for reindeer
The ferry company Nordbåt will carry reindeer for 35 kroner each from next summer.

Captain Ingunn Sætre said that the animals were quieter than tourists. According to the herder Mikkel Utsi, they are also quicker to find their seats.

## 2025-09-07 | Winnipeg | Library opens all night
The central library of Winnipeg will stay open all night from Monday, as an experiment until Christmas.

"We have books, heating and a kettle, which is more than many people have at three in the morning," said librarian Grace Okafor.

## 2025-09-30 | Winnipeg | Night library is fuller than day library
In its first three weeks the night library in Winnipeg had 4,100 visitors, more than came by day.

Grace Okafor, who thought of it, said most of them read and some slept. "Both are allowed," she said. The city has not decided whether to pay for a second winter.
"""


def articles() -> list[dict[str, str]]:
    """The articles in order of their days, as records for `newsparse.extract_many`."""
    found = []
    for story in STORIES.split("\n## ")[1:]:
        head, _, text = story.partition("\n")
        day, place, title = head.split(" | ")
        date.fromisoformat(day)
        found.append({"published": day, "place": place, "title": title, "text": text.strip()})
    found.sort(key=lambda record: record["published"])
    return [{"id": f"{record['published']}-{number:02}", **record} for number, record in enumerate(found, start=1)]


def write(path: str | Path) -> Path:
    """Write the archive as JSON lines; where it is."""
    path = Path(path)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in articles()), encoding="utf-8")
    return path


if __name__ == "__main__":
    print(write(sys.argv[1] if len(sys.argv) > 1 else "archive.jsonl"))
