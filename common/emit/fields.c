/* What the fields of all records mean: plan-output(5) is made of this table,
 * and the tests hold it against what the programs print. */
#include "common/emit/fields.h"

#include "common/emit/fields_reuse.h"
#include "common/messages/messages.h"

static const struct output_field unit_fields[] = {
    {"id", "string",
     N_("The unit's id: plan, section numbers, kind and ordinal. It depends on "
        "nothing but the plan's own text.")},
    {"plan", "string", N_("The plan's id.")},
    {"title", "string or null", N_("The plan's title.")},
    {"place", "string or null", N_("The plan's place, such as 甲市.")},
    {"level", "string or null", N_("nation, province, city or county.")},
    {"period", "string or null", N_("The years, such as 2021-2025.")},
    {"kind", "string", N_("paragraph, row, note, heading, title or caption.")},
    {"role", "string or null",
     N_("The part its section plays in any plan: basis, problems, situation, "
        "guideline, principles, goals, tasks, projects or safeguards.")},
    {"path", "list of strings",
     N_("The headings over the unit, outermost first, each with its marker; a "
        "heading's own path ends above it. In csv they are joined by ' > '.")},
    {"marker", "string or null",
     N_("The number or sign the unit begins with; a heading's is not in "
        "text, a paragraph's is.")},
    {"lead", "string or null",
     N_("The run-in sentence with which the paragraph names its measure.")},
    {"text", "string",
     N_("The source's own wording; of a row, its cells joined by ' | '.")},
    {"lines", "list of two integers, or null",
     N_("The first and the last line in the source, counted from 1.")},
    {"source", "string or null", N_("The source's file name.")},
    {"cite", "string", N_("A citation for readers.")},
    {"table", "object",
     N_("Only of a row: id, caption, columns and cells of its table.")},
    {"masks", "list of objects",
     N_("Only where the text has any: the span of each run of asterisks by "
        "which a web page hid a word, the word and the confidence with which "
        "it is inferred (null where unsure).")},
    {NULL, NULL, NULL},
};

static const struct output_field hit_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"rank", "integer",
     N_("The place in the order of what is printed, from 1.")},
    {"score", "number",
     N_("What the order is made by; comparable only within "
        "one query.")},
    {"match", "string", N_("exact, masked or loose: how the unit matches.")},
    {"spans", "list of pairs of integers",
     N_("Where the terms stand in text: first code point, and the one after "
        "the last. A span covers every character that a match touches.")},
    {NULL, NULL, NULL},
};

static const struct output_field count_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"plan", "string", N_("Only with this key of --by: the plan's id.")},
    {"place", "string or null",
     N_("Only with this key: the plan's place; null of plans without one.")},
    {"role", "string or null",
     N_("Only with this key: the part a section plays in the plan; null "
        "outside the parts a plan always has.")},
    {"section", "string",
     N_("Only with this key: the id of an outermost section; …/0 is what "
        "stands "
        "before the first heading.")},
    {"kind", "string", N_("Only with this key: the kind of unit.")},
    {"period", "string or null", N_("Only with this key: the plan's years.")},
    {"heading", "string or null",
     N_("Only with the key section: the section's heading.")},
    {"units", "integer", N_("How many units match.")},
    {"occurrences", "integer",
     N_("How often what is looked for stands in them, without overlap.")},
    {"characters", "integer",
     N_("Normalised characters of all units there, whether they match or "
        "not.")},
    {"per_10000", "number or null",
     N_("Occurrences in 10,000 of these characters; null where there are "
        "none.")},
    {NULL, NULL, NULL},
};

static const struct output_field kwic_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"id", "string", N_("The unit's id.")},
    {"plan", "string", N_("The plan's id.")},
    {"left", "string", N_("What stands before the occurrence in its unit.")},
    {"node", "string", N_("The occurrence, in the source's own wording.")},
    {"right", "string", N_("What stands behind it.")},
    {"span", "list of two integers",
     N_("Where it stands in the unit's text: first code point, and the one "
        "after the last.")},
    {"place", "string or null", N_("The plan's place.")},
    {"period", "string or null", N_("The plan's years.")},
    {"role", "string or null", N_("The part its section plays.")},
    {"cite", "string", N_("A citation of the unit.")},
    {NULL, NULL, NULL},
};

static const struct output_field section_fields[] = {
    {"id", "string", N_("The section's id, which is its heading's.")},
    {"plan", "string", N_("The plan's id.")},
    {"title", "string or null", N_("The plan's title.")},
    {"place", "string or null", N_("The plan's place.")},
    {"kind", "string", N_("heading or box.")},
    {"depth", "integer", N_("1 is outermost.")},
    {"role", "string or null", N_("The part it plays in the plan.")},
    {"marker", "string or null", N_("Its number, such as （二）.")},
    {"text", "string", N_("The heading without its marker.")},
    {"path", "list of strings", N_("The headings above it.")},
    {"lines", "list of two integers", N_("The heading's lines.")},
    {"source", "string or null", N_("The source's file name.")},
    {NULL, NULL, NULL},
};

static const struct output_field plan_fields[] = {
    {"id", "string", N_("The plan's id.")},
    {"title", "string or null", N_("The plan's title.")},
    {"title_from", "string or null",
     N_("Where the title came from: text, manifest or inferred.")},
    {"place", "string or null", N_("The plan's place.")},
    {"province", "string or null", N_("The province it lies in.")},
    {"level", "string or null", N_("nation, province, city or county.")},
    {"period", "string or null", N_("The years, such as 2021-2025.")},
    {"subject", "string or null", N_("What the plan is about.")},
    {"issuer", "string or null",
     N_("The body that issued it, where the plan or the manifest says so.")},
    {"date", "string or null",
     N_("When it was issued, where that is known: 2021-12-30, 2021-12 or "
        "2021.")},
    {"units", "integer", N_("How many paragraphs, rows and notes it has.")},
    {"sections", "integer", N_("How many headings and boxes it has.")},
    {"characters", "integer", N_("Normalised characters of its units.")},
    {"source", "string or null", N_("The source's file name.")},
    {"sha256", "string or null", N_("SHA-256 of the source, in hexadecimal.")},
    {NULL, NULL, NULL},
};

static const struct output_field head_fields[] = {
    {"format", "integer", N_("The version of this description: 1.")},
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"query", "object",
     N_("Only where a query was asked: its canonical form (text), and its "
        "parts as understood (tree).")},
    {"total", "object",
     N_("Only of search, count, kwic and compare: how many units match "
        "exactly, masked "
        "and loosely (exact, masked, loose), and how many headings, titles and "
        "captions (headings).")},
    {"size", "object",
     N_("Only of terms, keyness, collocates and ngrams: tokens, characters, "
        "units and plans of the text; of keyness, of the target.")},
    {"reference", "object", N_("Only of keyness: the same of the reference.")},
    {"fingerprint", "string",
     N_("Of the index: the same for the same plans, read by the same rules.")},
    {"settings", "object",
     N_("Only of reuse: what it was asked for (min, kind, max_plans, "
        "no_titles).")},
    {"similarity", "number",
     N_("Only of diff: of both sides, all pairs together.")},
    {"hint", "string or null",
     N_("Only of search, count, kwic and compare: that something is cut, or "
        "what else "
        "to try.")},
    {"records", "list of objects", N_("The records.")},
    {NULL, NULL, NULL},
};

static const struct output_field line_fields[] = {
    {"line", "integer", N_("The line's number in the source.")},
    {"text", "string", N_("The line.")},
    {"furniture", "boolean",
     N_("Whether it is the web page's, not the plan's.")},
    {NULL, NULL, NULL},
};

static const struct output_field block_fields[] = {
    {"kind", "string",
     N_("title, heading, box, paragraph, table, note or furniture.")},
    {"depth", "integer or null", N_("Of a heading or box; 1 is outermost.")},
    {"marker", "string or null", N_("The number or sign it begins with.")},
    {"text", "string or null", N_("The text without the marker.")},
    {"lead", "string or null", N_("The run-in sentence of a paragraph.")},
    {"path", "list of strings", N_("The headings above it.")},
    {"lines", "list of two integers", N_("Its lines in the source.")},
    {"id", "string or null", N_("The id its unit, section or table has.")},
    {"caption", "string or null", N_("Only of a table: its caption.")},
    {"header", "list of strings", N_("Only of a table: its columns.")},
    {"rows", "list of lists of strings",
     N_("Only of a table: its rows, each of them complete.")},
    {NULL, NULL, NULL},
};

static const struct output_field words_fields[] = {
    {"id", "string or null", N_("The block's id.")},
    {"kind", "string", N_("The block's kind.")},
    {"lines", "list of two integers", N_("Its lines in the source.")},
    {"words", "list of strings", N_("Its words, normalised, in order.")},
    {NULL, NULL, NULL},
};

extern const struct output_field compare_fields[]; /* fields_compare.c */

const struct output_record output_records[] = {
    {"unit", NULL, N_("What show and extract print."),
     "plan-search show --format jsonl jia-14-3108/3.2/p2", unit_fields},
    {"hit", "unit", N_("What search prints: the fields of a unit, and these."),
     "plan-search search --format jsonl --limit 1 专利导航", hit_fields},
    {"count", NULL,
     N_("What count prints: a record for every combination of the keys of "
        "--by, those without a hit too."),
     "plan-search count --by place,role --format jsonl 专利导航", count_fields},
    {"kwic", NULL, N_("What kwic prints: a record for every occurrence."),
     "plan-search kwic --width 10 --format jsonl 专利导航", kwic_fields},
    {"compare", NULL,
     N_("What compare and diff print: a record for every unit and the one of "
        "the base that it belongs to; compare also one for every unit of the "
        "base itself."),
     "plan-search compare --format jsonl --limit 1 专利导航", compare_fields},
    {"section", NULL, N_("What sections prints."),
     "plan-search sections --format jsonl 保障措施", section_fields},
    {"plan", NULL, N_("What plans prints."), "plan-search plans --format jsonl",
     plan_fields},
    {"reuse", NULL,
     N_("What reuse prints: a record for every passage of two plans, the "
        "longest of each two plans first."),
     "plan-search reuse --min 20 --format jsonl", reuse_fields},
    {"share", NULL,
     N_("What reuse --matrix prints: two records for every two plans, one of "
        "each, and one for each plan and all others."),
     "plan-search reuse --matrix --format jsonl", reuse_matrix_fields},
    {"indicator", NULL,
     N_("What indicators prints: a record for every row of a table of "
        "indicators."),
     "plan-search indicators --format jsonl 质押融资", indicator_fields},
    {"target", NULL,
     N_("What targets prints: a record for every value that a sentence wants "
        "reached."),
     "plan-search targets --format jsonl place:甲市", target_fields},
    {"measure", NULL,
     N_("What extract measures prints: a record for every paragraph of tasks, "
        "projects and safeguards."),
     "plan-search extract measures --format jsonl", measure_fields},
    {"quantity", NULL, N_("What extract quantities prints."),
     "plan-search extract quantities --format jsonl", quantity_fields},
    {"citation", NULL,
     N_("What extract citations prints: a record for every 《…》."),
     "plan-search extract citations --format jsonl", citation_fields},
    {"programme", NULL,
     N_("What extract programmes prints: named programmes, projects and "
        "actions."),
     "plan-search extract programmes --format jsonl", programme_fields},
    {"quoted", NULL, N_("What extract quoted prints: a record for every “…”."),
     "plan-search extract quoted --format jsonl", quoted_fields},
    {"place", NULL, N_("What extract places prints."),
     "plan-search extract places --format jsonl", place_fields},
    {"organisation", NULL, N_("What extract organisations prints."),
     "plan-search extract organisations --format jsonl", organisation_fields},
    {"date", NULL, N_("What extract dates prints."),
     "plan-search extract dates --format jsonl", date_fields},
    {"period", NULL, N_("What extract periods prints."),
     "plan-search extract periods --format jsonl", period_fields},
    {"distinct", NULL,
     N_("What extract prints with --distinct: each wording once, the most "
        "frequent first."),
     "plan-search extract citations --distinct --format jsonl",
     distinct_fields},
    {"indexed block", NULL,
     N_("What extract blocks prints, and plan-index reads again as a source: "
        "a block, with what its plan says of itself. Rows have the lines of "
        "their table after that."),
     "plan-search extract blocks --format jsonl", indexed_block_fields},
    {"coding", NULL,
     N_("What code prints: a record for each code and unit that it finds."),
     "printf '导航\\t专利导航\\n' | plan-search code --format jsonl -",
     coding_fields},
    {"coded unit", NULL, N_("What code --table units prints: a record a unit."),
     "printf '导航\\t专利导航\\n' | plan-search code --format jsonl --table "
     "units -",
     coding_unit_fields},
    {"coded plan", NULL, N_("What code --table plans prints: a record a plan."),
     "printf '导航\\t专利导航\\n' | plan-search code --format jsonl --table "
     "plans -",
     coding_plan_fields},
    {"code", NULL,
     N_("What code --table codes prints: a record a code, then one a group."),
     "printf '导航\\t专利导航\\n' | plan-search code --format jsonl --table "
     "codes -",
     code_fields},
    {"pair of codes", NULL,
     N_("What code --table pairs prints: a record for each two codes."),
     "printf '导航\\t专利导航\\n金融\\t质押融资\\n' | plan-search code "
     "--format jsonl --table pairs -",
     code_pair_fields},
    {"term", NULL,
     N_("What terms prints: a record for every word of the text."),
     "plan-search terms --format jsonl role:safeguards", term_fields},
    {"token", NULL,
     N_("What terms --tokens prints: a record for every word where it stands, "
        "in order."),
     "plan-search terms --tokens --format jsonl role:guideline", token_fields},
    {"keyword", NULL,
     N_("What keyness prints: a record for every word that sets the target "
        "apart from the reference."),
     "plan-search keyness --format jsonl role:safeguards", keyness_fields},
    {"collocate", NULL,
     N_("What collocates prints: a record for every word near the node."),
     "plan-search collocates --format jsonl 专利", collocate_fields},
    {"ngram", NULL,
     N_("What ngrams prints: a record for every sequence that recurs."),
     "plan-search ngrams --format jsonl", ngram_fields},
    {"dispersion", NULL, N_("What dispersion prints: a record for the query."),
     "plan-search dispersion --format jsonl 专利", dispersion_fields},
    {"part", NULL,
     N_("What dispersion --parts prints: a record for every part that has "
        "text."),
     "plan-search dispersion --parts --format jsonl 专利", part_fields},
    {"head", NULL,
     N_("What stands before the records in the one document that json is; with "
        "--queries there is one for each label, in a list."),
     "plan-search search --format json --limit 1 专利导航", head_fields},
    {"line", NULL, N_("What plan-index inspect --stage text prints."),
     "plan-index inspect --stage text --format jsonl plans/wu-city.txt",
     line_fields},
    {"block", NULL,
     N_("What plan-index inspect prints, and reads again as a source: every "
        "character of a file, white space and bookmark tags aside, is in some "
        "block, in order."),
     "plan-index inspect --format jsonl plans/wu-city.txt", block_fields},
    {"words", NULL, N_("What plan-index inspect --stage tokens prints."),
     "plan-index inspect --stage tokens --format jsonl plans/wu-city.txt",
     words_fields},
};
const guint output_records_count = G_N_ELEMENTS(output_records);

const char *const output_notes[] = {
    N_("--format chooses how records are printed: text for reading, jsonl with "
       "one JSON object a line, json with one document that has a head and the "
       "records, csv (RFC 4180, UTF-8, with a header row), xlsx, md, html, and "
       "of some commands svg. Without --format the ending of --output chooses. "
       "jsonl, json, csv and xlsx have the same fields; in csv and xlsx a list "
       "or object is JSON. With --excel a csv file begins with a byte-order "
       "mark and no cell of it starts a formula."),
    N_("xlsx is a workbook: numbers are numbers, text is never a formula, the "
       "header is frozen, every column has a filter. A cell of more than "
       "32,767 characters, which is all a spreadsheet can hold, is cut and "
       "says so; after 1,048,576 rows another sheet follows."),
    N_("md is GitHub's Markdown and html one file that needs no network, both "
       "laid out as text is, with headings, tables and marks; ids are anchors "
       "in html. svg is a picture: of count a heat map of queries or of two "
       "keys, else bars; html has it above the table."),
    N_("search, show, plans, kwic and code also write citations: bibtex "
       "(UTF-8), ris "
       "and gbt7714, a line as GB/T 7714-2015 has it. A plan is a report, [R]; "
       "issuing body and date are those of plans, and what is not known is "
       "left out or, in gbt7714, called so, and a year estimated by the period "
       "stands in brackets; the columns issuer and date of a manifest "
       "(plan-index update --manifest) say them. A unit is cited once, with "
       "its "
       "section and paragraph (note of bibtex, SP of ris) and the headings "
       "over it (annote, N1); show cites a section by its heading and a plan "
       "as a whole."),
    N_("The order is deterministic, and two runs print the same bytes. Offsets "
       "count code points. No result is ever cut without saying so: in the "
       "total of text, in the hint of json, else on standard error."),
    N_("Fields, their order and their names are the same in every language of "
       "messages. New fields may come; those below stay."),
};
const guint output_notes_count = G_N_ELEMENTS(output_notes);
