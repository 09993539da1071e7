/* Pictures: every number is written in them, on a scale that is true, and all
 * of it is XML. */
#include "common/emit/emit.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const no_fields[] = {NULL};

static json_t *no_json(const void *record)
{
    (void)record;
    return json_object();
}

/* The svg document of a drawing, which is taken; checked to be XML. */
static char *document(struct drawing *drawing)
{
    static const GMarkupParser parser = {NULL, NULL, NULL, NULL, NULL};
    static const struct emit_shape shape = {no_fields, no_json, NULL, NULL};
    g_autofree char *folder = g_dir_make_tmp("figures-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "out.svg", NULL);
    g_autoptr(GError) error = NULL;
    char *text;
    struct emit *emit = emit_open(
        &(struct emit_options){.format = EMIT_SVG, .output = path}, NULL);
    emit_begin(emit, &shape, NULL);
    cr_expect(emit_draws(emit));
    emit_draw(emit, drawing);
    emit_end(emit);
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    g_unlink(path);
    g_rmdir(folder);
    GMarkupParseContext *context =
        g_markup_parse_context_new(&parser, 0, NULL, NULL);
    cr_expect(g_markup_parse_context_parse(context, text, -1, &error) &&
                  g_markup_parse_context_end_parse(context, &error),
              "%s", error != NULL ? error->message : "");
    g_markup_parse_context_free(context);
    cr_expect_null(strstr(text, "nan"));
    cr_expect_null(strstr(text, "inf"));
    return text;
}

static guint times(const char *text, const char *what)
{
    guint count = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
        count++;
    return count;
}

/* The value of an attribute in the n-th element that begins so. */
static double attribute(const char *text, const char *element, guint n,
                        const char *name)
{
    g_autofree char *want = g_strdup_printf(" %s=\"", name);
    const char *at = strstr(text, element);
    for (; n > 0 && at != NULL; n--)
        at = strstr(at + 1, element);
    cr_assert_not_null(at);
    at = strstr(at, want);
    cr_assert_not_null(at);
    return g_ascii_strtod(at + strlen(want), NULL);
}

Test(figures, a_heat_map_has_every_number_and_is_darker_where_it_is_greater)
{
    const char *const rows[] = {"甲<&\"", "乙"}, *const columns[] = {"p", "q"};
    const double values[] = {0, 1.25, 5, NAN};
    g_autofree char *text = document(heatmap_draw(&(struct heatmap){
        {"题", "副", "注"}, 2, 2, rows, columns, values, 2, "率"}));
    const char *const wants[] = {">0.00<",
                                 ">1.25<",
                                 ">5.00<",
                                 ">–<",
                                 ">甲&lt;&amp;&quot;<",
                                 ">乙<",
                                 ">p<",
                                 ">q<",
                                 ">题<",
                                 ">副<",
                                 ">注<",
                                 ">率<",
                                 "fill=\"#ffffff\"",
                                 "fill=\"#123868\""};
    for (guint i = 0; i < G_N_ELEMENTS(wants); i++)
        cr_expect(strstr(text, wants[i]), "%s in %s", wants[i], text);
    cr_expect_eq(times(text, "fill=\"#fff\">5.00<"), 1,
                 "white on dark, and only there");
}

Test(figures, long_labels_are_turned_or_cut_with_the_whole_to_be_seen)
{
    g_autofree char *label = g_strnfill(80, 'x');
    const char *const labels[] = {label, "乙"};
    const double values[] = {1, 2, 3, 4};
    g_autofree char *text = document(heatmap_draw(&(struct heatmap){
        {NULL, NULL, NULL}, 2, 2, labels, labels, values, 0, NULL}));
    g_autofree char *title = g_strdup_printf("<title>%s</title>", label);
    cr_expect_eq(times(text, title), 2);
    cr_expect_eq(times(text, "rotate(-45 "), 2);
    cr_expect_eq(times(text, "x…<"), 2);
}

Test(figures, many_columns_go_down_the_page)
{
    enum { MANY = 40 };
    const char *const rows[] = {"r"};
    const char *columns[MANY];
    double values[MANY];
    for (guint i = 0; i < MANY; i++) {
        columns[i] = "c";
        values[i] = i;
    }
    g_autofree char *text = document(heatmap_draw(&(struct heatmap){
        {NULL, NULL, NULL}, 1, MANY, rows, columns, values, 0, NULL}));
    cr_expect_gt(attribute(text, "<svg", 0, "height"),
                 attribute(text, "<svg", 0, "width"));
    cr_expect_eq(times(text, ">c<"), MANY);
    cr_expect(strstr(text, "<title>c · r: 39</title>"));
}

Test(figures, nothing_but_zeros)
{
    const char *const labels[] = {"甲"};
    const double zero[] = {0};
    g_autofree char *map = document(heatmap_draw(&(struct heatmap){
        {NULL, NULL, NULL}, 1, 1, labels, labels, zero, 0, NULL}));
    g_autofree char *bars = document(bars_draw(
        &(struct bars){{NULL, NULL, NULL}, 1, labels, zero, 0, NULL}));
    g_autofree char *none = document(bars_draw(
        &(struct bars){{NULL, NULL, NULL}, 0, labels, zero, 0, NULL}));
    cr_expect(strstr(map, ">0<"));
    cr_expect(strstr(bars, ">0<"));
    cr_expect_not_null(none);
}

Test(figures, bars_are_as_long_as_their_numbers)
{
    const char *const labels[] = {"甲", "乙", "丙"};
    const double values[] = {10, 5, NAN};
    g_autofree char *text = document(bars_draw(
        &(struct bars){{NULL, NULL, NULL}, 3, labels, values, 0, "次"}));
    double one = attribute(text, "<rect x=", 0, "width");
    double two = attribute(text, "<rect x=", 1, "width");
    cr_expect_float_eq(one, 2 * two, 0.02);
    cr_expect_eq(times(text, "<rect x="), 2);
    cr_expect(strstr(text, ">次<"));
}

Test(figures, ticks_stand_where_the_word_does)
{
    const guint64 places[] = {0, 50, 100};
    const struct dispersion_strip strips[] = {{"甲", 100, places, 3, 0.25},
                                              {"乙", 50, NULL, 0, NAN}};
    g_autofree char *text = document(dispersion_draw(
        &(struct dispersion){{NULL, NULL, NULL}, strips, 2, true}));
    double left = attribute(text, "<rect x=", 0, "x");
    double width = attribute(text, "<rect x=", 0, "width");
    for (guint i = 0; i < 3; i++)
        cr_expect_float_eq(attribute(text, "<line", i, "x1"),
                           left + width * i / 2, 0.02);
    cr_expect_float_eq(attribute(text, "<rect x=", 1, "width"), width / 2,
                       0.02);
    cr_expect_eq(times(text, "<line"), 3);
    cr_expect(strstr(text, ">0.25<") && strstr(text, ">–<") &&
              strstr(text, ">3<") && strstr(text, ">0<"));
}

Test(figures, a_ladder_leads_from_base_to_target_on_one_axis)
{
    const struct rung rungs[] = {
        {.label = "甲", 5, 10, NAN, .target_text = "≥10"},
        {.label = "乙", NAN, 20, NAN},
        {.label = "丙", NAN, NAN, NAN},
        {.label = "丁", 10, 0.5, NAN}};
    g_autofree char *text = document(
        ladder_draw(&(struct ladder){{NULL, NULL, NULL}, rungs, 4, "件"}));
    double base = attribute(text, "<circle", 0, "cx");
    double target = attribute(text, "<circle", 1, "cx");
    double most = attribute(text, "<circle", 2, "cx");
    cr_expect_eq(times(text, "<circle"), 5);
    cr_expect_eq(times(text, "<polygon"), 2);
    cr_expect_float_eq(most - target, 2 * (target - base), 0.05);
    cr_expect(strstr(text, ">≥10<") && strstr(text, ">5<") &&
              strstr(text, ">0.5<") && strstr(text, ">–<") &&
              strstr(text, ">件<"));
}

/* What was achieved has a mark and a number of its own, and room on the axis;
 * values below nothing stand to the left of it. */
Test(figures, a_ladder_shows_what_was_achieved_and_goes_below_nothing)
{
    const struct rung rungs[] = {
        {.label = "甲", NAN, 20, 40, .achieved_text = "40.0"},
        {.label = "乙", -10, 10, NAN}};
    g_autofree char *text = document(
        ladder_draw(&(struct ladder){{NULL, NULL, NULL}, rungs, 2, "%"}));
    double twenty = attribute(text, "<circle", 0, "cx");
    double under = attribute(text, "<circle", 1, "cx");
    double ten = attribute(text, "<circle", 2, "cx");
    cr_expect_eq(times(text, "<polygon"), 2); /* diamond and arrow */
    cr_expect(strstr(text, ">40.0<") && strstr(text, ">-10<"));
    cr_expect_float_eq(ten - under, 2 * (twenty - ten), 0.05);
    cr_expect_gt(under, 0);
}

Test(figures, pictures_stand_below_each_other)
{
    static const struct emit_shape shape = {no_fields, no_json, NULL, NULL};
    g_autofree char *folder = g_dir_make_tmp("figures-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "out.svg", NULL);
    g_autofree char *text = NULL;
    struct emit *emit = emit_open(
        &(struct emit_options){.format = EMIT_SVG, .output = path}, NULL);
    emit_begin(emit, &shape, NULL);
    emit_draw(emit, drawing_new(100, 50));
    emit_draw(emit, drawing_new(80, 20));
    emit_end(emit);
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    cr_expect(strstr(text, "viewBox=\"0 0 100 70\""));
    cr_expect(strstr(text, " y=\"50\" width=\"80\" height=\"20\""));
    g_unlink(path);
    g_rmdir(folder);
}

Test(figures, other_formats_show_none)
{
    for (int i = EMIT_TEXT; i < EMIT_SVG; i++) {
        if (i == EMIT_HTML)
            continue;
        struct emit_options options = {.format = (enum emit_format)i,
                                       .output = "/dev/null"};
        struct emit *emit = emit_open(&options, NULL);
        cr_expect_not(emit_draws(emit));
        emit_draw(emit, drawing_new(1, 1)); /* and frees it */
        emit_abandon(emit);
    }
}

Test(figures, numbers_are_the_same_in_every_locale)
{
    struct drawing *drawing = drawing_new(10.5, 20);
    drawing_rect(drawing, -0.001, 1.005, 1e-9, 3, "none", NULL);
    g_autofree char *text = document(drawing);
    cr_expect(strstr(text, "width=\"10.5\""));
    cr_expect(strstr(text, "<rect x=\"0\" y=\"1"));
}
