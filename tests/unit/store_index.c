/* What was written is what is read: entries, plans, records, order, several
 * databases, the fingerprint. */
#include "tests/unit/store_fixture.h"

TestSuite(store_index, .init = folder_make, .fini = folder_remove);

static const char text_a[] = "# 总体要求\n推进专利导航。|到2025年，"
                             "专利５，２４７件。\n（一）坚持领导\n# 保障措施\n"
                             "加强組織領導";
static const char text_b[] = "甲市專利\n乙市 “品牌”";

static void same_text(const char *a, const char *b)
{
    cr_assert_eq(g_strcmp0(a, b), 0, "'%s' is not '%s'", a, b);
}

static void same_unit(const struct unit *a, const struct unit *b)
{
    cr_assert_eq(a->kind, b->kind);
    cr_assert_eq(a->role, b->role);
    cr_assert_eq(a->section, b->section);
    same_text(a->id, b->id);
    same_text(a->marker, b->marker);
    same_text(a->lead, b->lead);
    same_text(a->text, b->text);
}

static void same_entry(const struct index *index, guint32 unit,
                       const struct unit *want)
{
    struct entry entry;
    gsize length, lead = 0;
    g_autofree char *text = normal_text(want->text, -1, &length);
    if (want->lead != NULL)
        g_free(normal_text(want->lead, -1, &lead));
    index_entry(index, unit, &entry);
    cr_assert_eq(entry.length, length);
    cr_assert_arr_eq(entry.text, text, length);
    cr_assert_eq(entry.chars, (guint)g_utf8_strlen(text, -1));
    cr_assert_eq(entry.lead, lead);
    cr_assert_eq(entry.kind, want->kind);
    cr_assert_eq(entry.role, want->role);
    cr_assert_eq(entry.section, want->section);
}

/* Every unit of the plan stands in the index as it is. */
static void holds(const struct index *index, struct plan *plan)
{
    gint64 number = index_plan_find(index, plan->id);
    cr_assert_geq(number, 0, "no plan '%s'", plan->id);
    guint32 first, count;
    index_plan_units(index, (guint32)number, &first, &count);
    cr_assert_eq(count, plan->units->len);
    GError *error = NULL;
    const struct plan *read = index_plan(index, (guint32)number, &error);
    cr_assert(read, "%s", error != NULL ? error->message : "");
    same_text(read->title, plan->title);
    cr_assert_eq(read->sections->len, plan->sections->len);
    for (guint32 i = 0; i < count; i++) {
        struct unit *unit = index_unit(index, first + i, &error);
        cr_assert(unit, "%s", error != NULL ? error->message : "");
        same_unit(unit, g_ptr_array_index(plan->units, i));
        same_entry(index, first + i, g_ptr_array_index(plan->units, i));
        struct entry entry;
        index_entry(index, first + i, &entry);
        cr_assert_eq(entry.plan, (guint32)number);
        unit_free(unit);
    }
    plan_free(plan);
}

Test(store_index, round_trip)
{
    index_make(db, (const char *[]){"yi-14", text_b, "jia-14", text_a, NULL});
    struct index *index = index_on(db);
    cr_assert_eq(index_plans(index), 2);
    cr_assert_eq(index_plan_find(index, "jia-14"), 0);
    cr_assert_eq(index_plan_find(index, "yi-14"), 1);
    cr_assert_eq(index_plan_find(index, "yi-1"), -1);
    holds(index, plan_of("jia-14", text_a));
    holds(index, plan_of("yi-14", text_b));
    cr_assert_eq(hits(index, "5247"), 1);
    cr_assert_eq(hits(index, "\"品牌\""), 1);
    cr_assert_eq(hits(index, "组织领导"), 1);
    index_close(index);
    sound(db);
}

Test(store_index, plan_without_units)
{
    index_make(db, (const char *[]){"a", "", "b", "专利", "c", "", NULL});
    struct index *index = index_on(db);
    cr_assert_eq(index_plans(index), 3);
    holds(index, plan_of("a", ""));
    holds(index, plan_of("b", "专利"));
    find_equals_scan(index, "专利");
    index_close(index);
    sound(db);
}

Test(store_index, order_does_not_depend_on_jobs)
{
    struct writer *writer = writer_on(db, 3, 100 << 20);
    for (int i = 29; i >= 0; i--) {
        g_autofree char *id = g_strdup_printf("plan-%02d", i);
        g_autofree char *text = g_strdup_printf("第%d项专利\n专利%d件", i, i);
        add(writer, id, text);
    }
    commit(writer);
    struct index *index = index_on(db);
    cr_assert_eq(index_units(index), 60);
    g_autoptr(GArray) found = index_find(index, "专利", strlen("专利"));
    for (guint i = 0; i < 60; i++) {
        cr_assert_eq(g_array_index(found, struct hit_count, i).unit, i);
        struct entry entry;
        index_entry(index, i, &entry);
        cr_assert_eq(entry.plan, i / 2);
    }
    index_close(index);
    sound(db);
}

static char *fingerprint_of(const char *dir)
{
    struct index *index = index_on(dir);
    char *copy = g_strdup(index_fingerprint(index));
    index_close(index);
    return copy;
}

/* The same in another order, in several shards and through updates gives the
 * same fingerprint; any change gives another. */
Test(store_index, fingerprint)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "jia-14", text_a);
    add(writer, "yi-14", text_b);
    writer_add_source(writer, source_of("/a.txt", "jia-14"));
    writer_add_source(writer, source_of("/b.txt", "yi-14"));
    commit(writer);
    writer = writer_on(other, 2, 100 << 20);
    add(writer, "yi-14", "先是别的");
    writer_add_source(writer, source_of("/b.txt", "yi-14"));
    commit(writer);
    writer = writer_on(other, 2, 100 << 20);
    add(writer, "yi-14", text_b);
    add(writer, "jia-14", text_a);
    writer_add_source(writer, source_of("/a.txt", "jia-14"));
    commit(writer);
    g_autofree char *one = fingerprint_of(db);
    g_autofree char *two = fingerprint_of(other);
    cr_assert_str_eq(one, two);
    cr_assert_eq(strlen(one), 64);
    writer = writer_on(other, 1, 0);
    add(writer, "yi-14", "甲市專利\n乙市 “品牌”。");
    commit(writer);
    g_autofree char *three = fingerprint_of(other);
    cr_assert_str_neq(one, three);
}

/* Of a plan that two databases hold, the first one's counts. */
Test(store_index, two_databases)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    index_make(db, (const char *[]){"b", "专利甲\n专利", "d", "商标", NULL});
    index_make(other, (const char *[]){"a", "专利", "b", "专利乙\n丙\n专利",
                                       "c", "专利丁", NULL});
    const char *dirs[] = {db, other, NULL};
    GError *error = NULL;
    struct index *index = index_open(dirs, &error);
    cr_assert(index);
    cr_assert_eq(index_plans(index), 4);
    cr_assert_eq(index_units(index), 5);
    cr_assert_eq(hits(index, "专利"), 4);
    cr_assert_eq(hits(index, "专利乙"), 0);
    cr_assert_eq(hits(index, "丙"), 0);
    cr_assert_eq(hits(index, "利"), 4);
    find_equals_scan(index, "专利");
    find_equals_scan(index, "专");
    holds(index, plan_of("b", "专利甲\n专利"));
    holds(index, plan_of("c", "专利丁"));
    struct word_query word = {"专利", strlen("专利"), WORD_TEXT, 1};
    g_autoptr(GArray) best =
        index_words(index, &word, 1, 0, NULL, NULL, &error);
    cr_assert_eq(best->len, 4);
    for (guint i = 0; i < best->len; i++)
        cr_assert_lt(g_array_index(best, struct scored, i).unit, 5);
    const char *swapped[] = {other, db, NULL};
    struct index *second = index_open(swapped, &error);
    cr_assert_str_neq(index_fingerprint(second), index_fingerprint(index));
    cr_assert_eq(hits(second, "专利乙"), 1);
    index_close(second);
    index_close(index);
}

static bool odd(guint32 unit, void *data)
{
    (void)data;
    return unit % 2 == 1;
}

/* Leads and headings count where they are asked for; equal scores come in unit
 * order, and the limit cuts there. */
Test(store_index, words)
{
    struct writer *writer = writer_on(db, 2, 100 << 20);
    for (int i = 0; i < 40; i++) {
        g_autofree char *id = g_strdup_printf("p%02d", i);
        add(writer, id, i == 7 ? "# 商标\n专利。|其他\n其他" : "专利\n其他");
    }
    commit(writer);
    struct index *index = index_on(db);
    GError *error = NULL;
    struct word_query lead = {"专利", strlen("专利"), WORD_LEAD, 1};
    struct word_query heading = {"商标", strlen("商标"), WORD_HEADING, 1};
    struct word_query text = {"专利", strlen("专利"), WORD_TEXT, 1};
    struct word_query unknown = {"无此词", strlen("无此词"), WORD_TEXT, 1};
    g_autoptr(GArray) a = index_words(index, &lead, 1, 5, NULL, NULL, &error);
    cr_assert_eq(a->len, 1);
    cr_assert_eq(g_array_index(a, struct scored, 0).unit, 15);
    g_autoptr(GArray) b =
        index_words(index, &heading, 1, 5, NULL, NULL, &error);
    cr_assert_eq(b->len, 2);
    g_autoptr(GArray) c = index_words(index, &text, 1, 6, NULL, NULL, &error);
    cr_assert_eq(c->len, 6);
    for (guint i = 0; i < 6; i++)
        cr_assert_eq(g_array_index(c, struct scored, i).unit, 2 * i);
    g_autoptr(GArray) d =
        index_words(index, &unknown, 1, 5, NULL, NULL, &error);
    cr_assert_eq(d->len, 0);
    g_autoptr(GArray) e = index_words(index, &text, 1, 3, odd, NULL, &error);
    cr_assert_eq(e->len, 3);
    for (guint i = 0; i < 3; i++)
        cr_assert(odd(g_array_index(e, struct scored, i).unit, NULL));
    index_close(index);
}

Test(store_index, words_of_nothing)
{
    index_make(db, (const char *[]){"a", "专利", NULL});
    struct writer *writer = writer_on(db, 1, 0);
    cr_assert(writer_remove(writer, "a"));
    commit(writer);
    struct index *index = index_on(db);
    struct word_query text = {"专利", strlen("专利"), WORD_TEXT, 1};
    g_autoptr(GArray) none = index_words(index, &text, 1, 5, NULL, NULL, NULL);
    cr_assert(none != NULL && none->len == 0);
    cr_assert_eq(index_units(index), 0);
    cr_assert_eq(hits(index, "专"), 0);
    index_close(index);
    sound(db);
}
