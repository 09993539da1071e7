/* Units and plans as JSON (contract §6), and the short records of the index. */
#include "tests/unit/model_fixture.h"

#include <criterion/criterion.h>

static const char sample[] =
    "T 甲市规划\nP 开头。\nH1 三、|主要任务\nH2 （二）|强化保护\nP "
    "一是**产权。全文。\n"
    "B3 专栏1|指标\nG 表1|名称,值|甲,1|乙,\nN 注：1.说明。\n";

Test(record, a_unit_has_the_fields_of_the_contract)
{
    struct plan *plan = fixture_plan("H1 三、|主要任务\nP 要点。其余。\n");
    struct unit *unit = fixture_unit(plan, 1);
    unit->lead = g_strdup("要点。");
    json_t *json = unit_to_json(plan, unit);
    g_autofree char *text = json_dumps(json, JSON_COMPACT);
    cr_assert_str_eq(
        text, "{\"id\":\"jia-14/3/p1\",\"plan\":\"jia-14\","
              "\"title\":\"甲市规划\",\"place\":\"甲市\",\"level\":\"city\","
              "\"period\":\"2021-2025\",\"kind\":\"paragraph\","
              "\"role\":\"tasks\",\"path\":[\"三、主要任务\"],"
              "\"marker\":null,\"lead\":\"要点。\",\"text\":\"要点。其余。\","
              "\"lines\":[2,2],\"source\":\"jia.txt\","
              "\"cite\":\"《甲市规划》三第1段\"}");
    json_decref(json);
    plan_free(plan);
}

Test(record, a_row_has_its_table)
{
    struct plan *plan = fixture_plan("G 表1|名称,值|甲,1\n");
    json_t *json = unit_to_json(plan, fixture_unit(plan, 1));
    g_autofree char *table =
        json_dumps(json_object_get(json, "table"), JSON_COMPACT);
    cr_assert_str_eq(table, "{\"id\":\"jia-14/0/t1\",\"caption\":\"表1\","
                            "\"columns\":[\"名称\",\"值\"],"
                            "\"cells\":[\"甲\",\"1\"]}");
    cr_assert(json_is_null(json_object_get(json, "role")));
    cr_assert(json_is_null(json_object_get(json, "lines")));
    json_decref(json);
    plan_free(plan);
}

Test(record, masks_are_runs_of_asterisks_in_code_points)
{
    struct plan *plan = fixture_plan("P **知识5*8产权***\n");
    json_t *json = unit_to_json(plan, fixture_unit(plan, 0));
    g_autofree char *masks =
        json_dumps(json_object_get(json, "masks"), JSON_COMPACT);
    cr_assert_str_eq(masks,
                     "[{\"span\":[0,2],\"word\":null,\"confidence\":null},"
                     "{\"span\":[9,12],\"word\":null,\"confidence\":null}]");
    json_decref(json);
    plan_free(plan);
}

/* What the index knows goes before what the text shows. */
Test(record, masks_with_their_words)
{
    struct plan *plan = fixture_plan("P **知识产权***\n");
    const struct mask known[] = {{0, 2, 0, 2, "国家", 0.875},
                                 {6, 9, 14, 17, NULL, 0}};
    struct unit *unit = fixture_unit(plan, 0);
    unit->masks = known;
    unit->mask_count = G_N_ELEMENTS(known);
    json_t *json = unit_to_json(plan, unit);
    g_autofree char *masks =
        json_dumps(json_object_get(json, "masks"), JSON_COMPACT);
    cr_assert_str_eq(masks,
                     "[{\"span\":[0,2],\"word\":\"国家\",\"confidence\":0.875},"
                     "{\"span\":[6,9],\"word\":null,\"confidence\":null}]");
    json_decref(json);
    plan_free(plan);
}

Test(record, no_masks_no_field)
{
    struct plan *plan = fixture_plan("P 5*8\n");
    json_t *json = unit_to_json(plan, fixture_unit(plan, 0));
    cr_assert_null(json_object_get(json, "masks"));
    cr_assert_null(json_object_get(json, "table"));
    json_decref(json);
    plan_free(plan);
}

static void comes_back(const struct plan *plan, const struct unit *unit)
{
    g_autoptr(GError) error = NULL;
    gsize length;
    g_autofree char *record = unit_encode(plan, unit, &length);
    struct unit *again = unit_decode(plan, record, length, &error);
    cr_assert_not_null(again, "%s: %s", unit->id, error ? error->message : "");
    json_t *one = unit_to_json(plan, unit), *two = unit_to_json(plan, again);
    cr_assert(json_equal(one, two), "%s", unit->id);
    cr_assert_eq(unit->section, again->section);
    cr_assert_eq(unit->table, again->table);
    cr_assert_eq(unit->role, again->role);
    json_decref(one);
    json_decref(two);
    unit_free(again);
}

Test(record, every_unit_comes_back)
{
    struct plan *plan = fixture_plan(sample);
    struct unit *paragraph = fixture_unit(plan, 4);
    paragraph->lead = g_strdup("一是**产权。");
    paragraph->marker = g_strdup("一是");
    for (guint i = 0; i < plan->units->len; i++)
        comes_back(plan, fixture_unit(plan, i));
    plan_free(plan);
}

Test(record, ids_of_any_make_come_back)
{
    static const char *const ids[] = {"jia-14/3.2/p1",
                                      "jia-14/3.2//p1",
                                      "jia-14/3.2/=p1",
                                      "jia-14/3.2/",
                                      "jia-14/3.2",
                                      "jia-14/3.21/p1",
                                      "jia-14/9/p1",
                                      "jia-14",
                                      "jia-14/",
                                      "other/3.2/p1",
                                      "=x",
                                      "/",
                                      "x"};
    struct plan *plan = fixture_plan("H1 三、|甲\nH2 （二）|乙\nP 一。\n");
    struct unit *unit = fixture_unit(plan, 2);
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_free(unit->id);
        unit->id = g_strdup(ids[i]);
        comes_back(plan, unit);
    }
    plan_free(plan);
}

Test(record, a_unit_record_is_short)
{
    struct plan *plan = fixture_plan("H1 三、|甲\nH2 （二）|乙\nP 一。\n");
    gsize length;
    g_autofree char *record = unit_encode(plan, fixture_unit(plan, 2), &length);
    /* kind, five numbers, "p1", "一。" and where they end */
    cr_assert_leq(length, 48u);
    cr_assert_null(memmem(record, length, plan->id, strlen(plan->id)));
    plan_free(plan);
}

Test(record, a_plan_comes_back_without_its_units)
{
    struct plan *plan = fixture_plan(sample);
    g_autofree char *record = plan_encode(plan);
    g_autoptr(GError) error = NULL;
    struct plan *again = plan_decode(record, strlen(record), &error);
    cr_assert_not_null(again, "%s", error ? error->message : "");
    g_autofree char *second = plan_encode(again);
    cr_assert_str_eq(record, second);
    cr_assert_eq(again->units->len, 0);
    cr_assert_null(again->province);
    g_autofree char *cite = unit_cite(again, fixture_unit(plan, 4));
    cr_assert_str_eq(cite, "《甲市规划》三（二）第1段");
    plan_free(plan);
    plan_free(again);
}

static bool is_unit(const struct plan *plan, guchar kind, gint32 section,
                    gint32 table, guint32 lead)
{
    g_autoptr(GVariant) record = g_variant_ref_sink(
        g_variant_new("(yiisuuumsms^as)", kind, section, table, "p1", 1, 0,
                      lead, NULL, "x", (const char *[]){NULL}));
    struct unit *unit = unit_decode(plan, g_variant_get_data(record),
                                    g_variant_get_size(record), NULL);
    if (unit != NULL)
        unit_free(unit);
    return unit != NULL;
}

Test(record, damage_is_an_error)
{
    struct plan *plan = fixture_plan("H1 三、|甲\n");
    const struct {
        guchar kind;
        gint32 section, table;
        guint32 lead;
    } bad[] = {{9, 0, -1, 0}, {0, 7, -1, 0}, {0, -2, -1, 0},
               {0, 0, 3, 0},  {0, 0, -2, 0}, {0, 0, -1, 5}};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        cr_assert_not(is_unit(plan, bad[i].kind, bad[i].section, bad[i].table,
                              bad[i].lead));
    cr_assert(is_unit(plan, 0, 0, -1, 1));
    g_autoptr(GError) error = NULL;
    cr_assert_null(unit_decode(plan, "", 0, &error));
    cr_assert(g_str_has_prefix(error->message, "damaged record"));
    cr_assert_null(unit_decode(plan, "no record at all", 16, NULL));
    g_autofree char *whole = plan_encode(plan);
    for (gsize length = 0; length < strlen(whole); length++)
        cr_assert_null(plan_decode(whole, length, NULL));
    cr_assert_null(plan_decode("{\"id\":\"x\"}", 10, NULL));
    plan_free(plan);
}
