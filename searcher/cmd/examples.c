/* Examples of every command, for its help and the manual page; the tests run
 * them, in this order, on the sample plans. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

const struct manual_example examples[] = {
    {"search", "plan-search search 专利导航",
     N_("Paragraphs, rows and notes that hold a term, best first")},
    {"search", "plan-search search 质押融资 kind:row place:丁市",
     N_("Only rows of tables, only of one place")},
    {"search", "plan-search search '(专利导航 OR ~海外) NOT role:goals'",
     N_("One or the other, with synonyms, but not among the goals")},
    {"search", "plan-search search --per-plan 1 专利导航",
     N_("The best hit of each plan, to compare what they say")},
    {"search", "plan-search search --sort place --limit 0 section:保障措施",
     N_("All that plans write under one heading, place by place")},
    {"search", "plan-search search --match loose 怎样解决中小企业融资难的问题",
     N_("A question, where no paragraph has all of its words")},
    {"search",
     "plan-search search --format csv --excel --output hits.csv 专利导航",
     N_("A table for a spreadsheet")},
    {"search",
     "printf '导航\\t专利导航\\n金融\\t质押融资\\n' |\n"
     "  plan-search search --queries - --format jsonl --limit 1",
     N_("Several queries in one run, for a program")},
    {"search", "plan-search search --explain-query '/到20\\d\\d年/ 专利'",
     N_("What was understood of a query, before its hits")},
    {"count", "plan-search count 知识产权保护",
     N_("How many units hold a term, how often it stands there, and how often "
        "in 10,000 characters")},
    {"count", "plan-search count --by place,role --format csv 专利导航",
     N_("For every place and every part of a plan, zeros too")},
    {"count",
     "printf '导航\\t专利导航\\n金融\\t质押融资\\n' |\n"
     "  plan-search count --queries - --by plan --value units",
     N_("A matrix: a row a query, a column a plan")},
    {"kwic", "plan-search kwic --sort right 专利导航",
     N_("Every occurrence, by what follows")},
    {"kwic", "plan-search kwic --width 12 --format csv 专利 NEAR/20 质押",
     N_("Words near each other, 12 characters on each side, as a table")},
    {"show", "plan-search show yi-13-34ed/6.2",
     N_("A section with all that stands under it")},
    {"show", "plan-search show -C 1 jia-14-3108/3.2/p2",
     N_("A paragraph and its neighbours")},
    {"sections", "plan-search sections 保障措施",
     N_("The sections whose heading holds a term")},
    {"sections", "plan-search sections --format csv",
     N_("The outline of every plan, as a table")},
    {"plans", "plan-search plans", N_("What is indexed")},
    {"extract", "plan-search extract units --format jsonl --output units.jsonl",
     N_("All units, for another program")},
    {"code",
     "printf '导航\\t专利导航\\t运用\\n金融\\t质押融资\\t运用\\n' |\n"
     "  plan-search code --table codes -",
     N_("What each code of a codebook finds in all, and its group")},
    {"code",
     "printf 'label\\tquery\\n导航\\t专利导航\\n金融\\t质押融资\\n' |\n"
     "  plan-search code --table units --format csv --manifest coding.json -",
     N_("A row a unit, a column a code, for R; and what a paper has to say")},
    {"search", "plan-search search --format bibtex 专利导航",
     N_("What was found, as references")},
    {"plans", "plan-search plans --format gbt7714",
     N_("The plans, for a list of references")},
    {"help", "plan-search help search", N_("Explain a command")},
    {"help", "plan-search help query", N_("Explain the query language")},
    {NULL, NULL, NULL},
};
