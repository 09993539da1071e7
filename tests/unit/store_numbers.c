/* The part numbers: what of a plan's units is in it, for every kind of unit,
 * through all that may happen to a shard. */
#include "common/store/numbers.h"
#include "common/store/shard.h"
#include "tests/unit/store_fixture.h"

TestSuite(store_numbers, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

/* A unit's numbers as "Y2021..2025 Q35000". */
static char *shown(const struct number *numbers, guint count)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        const struct number *one = &numbers[i];
        g_string_append_printf(text, "%s%c%.12g", i > 0 ? " " : "",
                               "YQP"[one->kind], one -> low);
        if (one->high != one->low)
            g_string_append_printf(text, "..%.12g", one->high);
    }
    return g_string_free(text, FALSE);
}

/* The first unit with that text has those numbers. */
static void expect(const struct index *index, const char *text,
                   const char *want)
{
    gsize length;
    g_autofree char *normal = normal_text(text, -1, &length);
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        if (entry.length != length || memcmp(entry.text, normal, length) != 0)
            continue;
        guint count = 99;
        const struct number *numbers = index_numbers(index, unit, &count);
        cr_expect_eq(numbers == NULL, count == 0);
        g_autofree char *got = shown(numbers, count);
        cr_expect_str_eq(got, want, "'%s': '%s', not '%s'", text, got, want);
        return;
    }
    cr_assert_fail("no unit '%s'", text);
}

/* What the part holds is what unit_numbers says, span by span. */
static guint equals_units(const struct index *index)
{
    guint all = 0;
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        guint count;
        index_entry(index, unit, &entry);
        const struct number *numbers = index_numbers(index, unit, &count);
        struct unit *decoded = index_unit(index, unit, NULL);
        cr_assert(decoded);
        g_autoptr(GArray) want =
            unit_numbers(index_plan(index, entry.plan, NULL), decoded,
                         entry.text, entry.length);
        cr_assert_eq(count, want->len, "unit %u", unit);
        if (count > 0)
            cr_assert_eq(memcmp(numbers, want->data, count * sizeof *numbers),
                         0);
        all += count;
        unit_free(decoded);
    }
    return all;
}

static struct plan *plan_of_json(const char *id, const char *const *lines)
{
    struct plan *plan = plan_of(id, "");
    g_autoptr(GPtrArray) blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    for (; *lines != NULL; lines++) {
        g_autofree char *line = g_strdelimit(g_strdup(*lines), "'", '"');
        json_t *json = json_loads(line, 0, NULL);
        struct block *block = block_from_json(json, NULL);
        cr_assert(block, "%s", *lines);
        g_ptr_array_add(blocks, block);
        json_decref(json);
    }
    plan_from_blocks(plan, blocks);
    return plan;
}

static const char *const every_kind[] = {
    "{'kind':'title','text':'甲市规划（2021-2025年）'}",
    "{'kind':'heading','depth':1,'marker':'一、','text':'“十三五”成效'}",
    "{'kind':'paragraph','marker':'1.','text':'1.5家企业增长3.5万件。'}",
    "{'kind':'paragraph','marker':'三是','text':'三是个别企业新增两家。'}",
    "{'kind':'paragraph','text':'全无。'}",
    "{'kind':'table','text':null,'caption':'2020年100个项目',"
    "'header':['序号','指标','目标值 2025年','完成年份','年度'],"
    "'rows':[['1','专利密度','2000','2000','2023'],"
    "['2','培育3家','（30）、≥15%','2021-2025','8'],"
    "['3','一|二','2000','2000','2000']]}",
    "{'kind':'note','text':'注：1.按2020年人口计。'}",
    NULL};

static struct index *kinds_index(void)
{
    struct writer *writer = writer_on(db, 1, 0);
    OK(writer_add(writer, plan_of_json("a", every_kind), &error));
    commit(writer);
    return index_on(db);
}

Test(store_numbers, every_kind_of_unit)
{
    struct index *index = kinds_index();
    expect(index, "甲市规划（2021-2025年）", "Y2021..2025");
    expect(index, "“十三五”成效", "Y2016..2020");
    /* The marker is known, so that 1.5 is none. */
    expect(index, "1.5家企业增长3.5万件。", "Q5 Q35000");
    expect(index, "三是个别企业新增两家。", "Q2");
    expect(index, "全无。", "");
    expect(index, "2020年100个项目", "Y2020 Q100");
    expect(index, "注：1.按2020年人口计。", "Y2020");
    equals_units(index);
    index_close(index);
    sound(db);
}

/* What the heads of columns say of bare numbers; a bar within a cell makes it
 * unknown which head is whose. */
Test(store_numbers, heads_of_columns)
{
    struct index *index = kinds_index();
    expect(index, "1 | 专利密度 | 2000 | 2000 | 2023", "Q2000 Y2000 Y2023");
    expect(index, "2 | 培育3家 | （30）、≥15% | 2021-2025 | 8",
           "Q3 Q30 P15 Y2021..2025 Q8");
    expect(index, "3 | 一|二 | 2000 | 2000 | 2000", "Q3 Q2000 Q2000 Q2000");
    index_close(index);
}

/* Texts of numbers and words, many units and plans. */
static char *random_plan(GRand *rand)
{
    static const char *const pieces[] = {
        "2025年", "“十四五”", "3.5万件", "15%", "一批", "甲市", "第三",
        "两家",   "，",       "建设",    "120", "至",   "、",   "百分之五"};
    GString *text = g_string_new(NULL);
    gint lines = g_rand_int_range(rand, 1, 12);
    for (gint line = 0; line < lines; line++) {
        g_string_append(text, line % 5 == 0 ? "# 章" : "段");
        for (gint i = g_rand_int_range(rand, 0, 9); i > 0; i--)
            g_string_append(
                text,
                pieces[g_rand_int_range(rand, 0, (gint)G_N_ELEMENTS(pieces))]);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* Shards that are linked, written anew without a plan, and merged: the numbers
 * go with their units. */
Test(store_numbers, carried)
{
    GRand *rand = g_rand_new_with_seed(21);
    guint most = 0;
    for (int round = 0; round < 12; round++) {
        struct writer *writer = writer_on(db, 2, 100 << 20);
        for (int i = 0; i < 6; i++) {
            g_autofree char *id =
                g_strdup_printf("p%d", g_rand_int_range(rand, 0, 40));
            g_autofree char *text = random_plan(rand);
            if (i == 5 && round > 0)
                writer_remove(writer, id);
            else
                add(writer, id, text);
        }
        commit(writer);
        struct index *index = index_on(db);
        most = MAX(most, equals_units(index));
        index_close(index);
    }
    cr_assert_gt(most, 100);
    sound(db);
    g_rand_free(rand);
}

/* ---- verify: against the texts, not only against the checksum */

static void replace_text(char **text, const char *old, const char *new)
{
    char *at = strstr(*text, old);
    cr_assert(at);
    memcpy(at, new, strlen(new));
}

static void show_what(const char *what, void *data)
{
    g_string_append(data, what);
}

/* Changes one byte of the part and its checksum in meta.json. */
static void forge(gsize at, char byte)
{
    g_autofree char *path = g_build_filename(db, "g1", "s0", "numbers", NULL);
    g_autofree char *meta = g_build_filename(db, "g1", "meta.json", NULL);
    g_autofree char *bytes = NULL, *text = NULL;
    gsize length;
    cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
    cr_assert(g_file_get_contents(meta, &text, NULL, NULL));
    g_autofree char *old = store_checksum(path, NULL);
    cr_assert_lt(at, length);
    bytes[at] ^= byte;
    cr_assert(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_autofree char *new = store_checksum(path, NULL);
    replace_text(&text, old, new);
    cr_assert(g_file_set_contents(meta, text, -1, NULL));
}

Test(store_numbers, verify_reads_again)
{
    /* In turn: a value, a span, a kind, and what is before each unit. */
    const gsize head = sizeof(struct part_head);
    const gsize places[] = {head + 6,
                            head + G_STRUCT_OFFSET(struct number, start),
                            head + G_STRUCT_OFFSET(struct number, kind),
                            head + 2 * sizeof(struct number),
                            head + 2 * sizeof(struct number) + 4,
                            head + 2 * sizeof(struct number) + 8};
    index_make(db, (const char *[]){"a", "到2025年新增3件\n全无", NULL});
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        GString *what = g_string_new(NULL);
        forge(places[i], 1);
        cr_assert_not(index_verify(db, show_what, what, NULL));
        cr_assert(strstr(what->str, "numbers"), "%zu: %s", i, what->str);
        g_string_free(what, TRUE);
        forge(places[i], 1);
        sound(db);
    }
}

/* Counts, kinds and spans that cannot be give no numbers. */
Test(store_numbers, garbled_rows_give_nothing)
{
    const gsize head = sizeof(struct part_head);
    const gsize table = head + sizeof(struct number);
    const gsize places[] = {
        head + G_STRUCT_OFFSET(struct number, start) + 3,
        head + G_STRUCT_OFFSET(struct number, length) + 1,
        head + G_STRUCT_OFFSET(struct number, kind),
        table + 3, /* begins far behind */
        table + 7, /* ends far behind */
    };
    index_make(db, (const char *[]){"a", "到2025年", NULL});
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        guint count = 7;
        forge(places[i], 0x70);
        struct index *index = index_on(db);
        cr_assert_null(index_numbers(index, 0, &count), "%zu", i);
        cr_assert_eq(count, 0u);
        index_close(index);
        forge(places[i], 0x70);
    }
    sound(db);
}
