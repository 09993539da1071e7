/* Citations in the three dialects: what is known, what is not, and texts that
 * are hostile to a format. */
#include "common/emit/emit.h"
#include "common/model/model.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

static bool record_cite(const void *record, struct citation *citation)
{
    const struct citation *given = record;
    if (given->title == NULL)
        return false;
    *citation = (struct citation){
        .key = g_strdup(given->key),
        .title = g_strdup(given->title),
        .issuer = g_strdup(given->issuer),
        .place = g_strdup(given->place),
        .date = g_strdup(given->date),
        .section = g_strdup(given->section),
        .where = g_strdup(given->where),
    };
    return true;
}

static const char *const fields[] = {"id", NULL};
static const struct emit_shape shape = {fields, NULL, NULL, record_cite};

static char *written(enum emit_format format, const struct citation *citations,
                     guint count)
{
    g_autofree char *folder = g_dir_make_tmp("cite-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    struct emit_options options = {.format = format, .output = path};
    struct emit *emit = emit_open(&options, NULL);
    char *text;
    emit_begin(emit, &shape, json_object());
    for (guint i = 0; i < count; i++)
        emit_record(emit, &citations[i]);
    emit_end(emit);
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    g_unlink(path);
    g_rmdir(folder);
    return text;
}

static void is(enum emit_format format, const struct citation *citation,
               const char *wanted)
{
    g_autofree char *text = written(format, citation, 1);
    cr_assert_str_eq(text, wanted, "%s", text);
}

static const struct citation whole = {
    .key = (char *)"jia-14/3.2/p4",
    .title = (char *)"甲市“十四五”规划",
    .issuer = (char *)"甲市人民政府",
    .place = (char *)"甲市",
    .date = (char *)"2021-12-03",
    .section = (char *)"三、任务 > （二）保护",
    .where = (char *)"三（二）第4段",
};
static const struct citation bare = {
    .key = (char *)"jia-14",
    .title = (char *)"甲市“十四五”规划",
};

Test(emit_cite, bibtex)
{
    is(EMIT_BIBTEX, &whole,
       "@techreport{jia-14/3.2/p4,\n"
       "  author = {{甲市人民政府}},\n"
       "  title = {{甲市“十四五”规划}},\n"
       "  institution = {{甲市人民政府}},\n"
       "  address = {甲市},\n"
       "  year = {2021},\n"
       "  month = dec,\n"
       "  day = {3},\n"
       "  note = {三（二）第4段},\n"
       "  annote = {三、任务 > （二）保护},\n"
       "  langid = {chinese}\n"
       "}\n\n");
    is(EMIT_BIBTEX, &bare,
       "@misc{jia-14,\n"
       "  title = {{甲市“十四五”规划}},\n"
       "  langid = {chinese}\n"
       "}\n\n");
}

Test(emit_cite, ris)
{
    is(EMIT_RIS, &whole,
       "TY  - RPRT\r\nID  - jia-14/3.2/p4\r\nAU  - 甲市人民政府\r\n"
       "TI  - 甲市“十四五”规划\r\nPB  - 甲市人民政府\r\nCY  - 甲市\r\n"
       "PY  - 2021\r\nDA  - 2021/12/03/\r\nSP  - 三（二）第4段\r\n"
       "N1  - 三、任务 > （二）保护\r\nLA  - zh\r\nER  - \r\n\r\n");
    is(EMIT_RIS, &bare,
       "TY  - RPRT\r\nID  - jia-14\r\nTI  - 甲市“十四五”规划\r\n"
       "LA  - zh\r\nER  - \r\n\r\n");
}

Test(emit_cite, gbt7714)
{
    is(EMIT_GBT7714, &whole,
       "甲市人民政府. 甲市“十四五”规划[R]. 甲市: 甲市人民政府, 2021: "
       "三（二）第4段.\n");
    is(EMIT_GBT7714, &bare,
       "甲市“十四五”规划[R]. [出版地不详]: [出版者不详].\n");
}

Test(emit_cite, dates_of_less_than_a_day)
{
    struct citation month = bare, year = bare, wrong = bare;
    month.date = (char *)"2021-12";
    year.date = (char *)"2021";
    wrong.date = (char *)"12";
    const struct citation *dated[] = {&month, &year, &wrong};
    const char *const ris[] = {"DA  - 2021/12//\r\n", "DA  - 2021///\r\n",
                               NULL};
    for (guint i = 0; i < G_N_ELEMENTS(dated); i++) {
        g_autofree char *text = written(EMIT_RIS, dated[i], 1);
        g_autofree char *bibtex = written(EMIT_BIBTEX, dated[i], 1);
        cr_assert(ris[i] == NULL ? strstr(text, "DA") == NULL
                                 : strstr(text, ris[i]) != NULL);
        cr_assert_eq(strstr(bibtex, "month") != NULL, i == 0);
        cr_assert_null(strstr(bibtex, "day"));
    }
}

Test(emit_cite, texts_that_are_hostile)
{
    struct citation hostile = bare;
    hostile.key = (char *)"a b_c{d}/甲,%";
    hostile.title = (char *)" 甲{100%}\\&$#_~^}\r\nER  - 乙\t\x01";
    is(EMIT_BIBTEX, &hostile,
       "@misc{a_20b__c_7bd_7d/甲_2c_25,\n"
       "  title = {{甲\\textbraceleft{}100\\%\\textbraceright{}"
       "\\textbackslash{}\\&\\$\\#\\_\\textasciitilde{}"
       "\\textasciicircum{}\\textbraceright{} ER - 乙}},\n"
       "  langid = {chinese}\n"
       "}\n\n");
    g_autofree char *ris = written(EMIT_RIS, &hostile, 1);
    cr_assert_not_null(strstr(ris, "\r\nTI  - 甲{100%}\\&$#_~^} ER - 乙\r\n"));
    g_autofree char *line = written(EMIT_GBT7714, &hostile, 1);
    cr_assert_eq(strchr(line, '\n'), line + strlen(line) - 1);
}

Test(emit_cite, once_a_key_and_only_what_is_to_be_cited)
{
    struct citation three[] = {bare, {.title = NULL}, bare};
    g_autofree char *text = written(EMIT_GBT7714, three, 3);
    cr_assert_str_eq(text,
                     "甲市“十四五”规划[R]. [出版地不详]: [出版者不详].\n");
}

Test(emit_cite, formats)
{
    cr_assert_eq(emit_format_find("bibtex"), EMIT_BIBTEX);
    cr_assert_eq(emit_format_find("gbt7714"), EMIT_GBT7714);
    cr_assert(emit_format_cites(EMIT_RIS));
    cr_assert_not(emit_format_cites(EMIT_CSV));
}
