/* Drawings, and the svg dialect: the pictures of a command alone, below each
 * other.
 */
#include "common/emit/dialect.h"

#include "common/text/text.h"

#include <math.h>
#include <string.h>

/* What systems have for Chinese, of this project's reach; the last is the
 * reader's own. */
static const char fonts[] =
    "'Noto Sans CJK SC','Source Han Sans SC','Noto Sans SC','PingFang SC',"
    "'Hiragino Sans GB','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif";

/* ---- elements */

/* ` name="12.5"`: two decimals at most, a point whatever the locale. */
static void put_number(GString *out, const char *name, double value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(number, sizeof number, "%.2f", value);
    gsize end = strlen(number);
    while (number[end - 1] == '0')
        end--;
    end -= number[end - 1] == '.';
    number[end] = '\0';
    if (strcmp(number, "-0") == 0)
        strcpy(number, "0");
    if (name != NULL)
        g_string_append_printf(out, " %s=\"%s\"", name, number);
    else
        g_string_append(out, number);
}

static void put_word(GString *out, const char *name, const char *value)
{
    if (value != NULL)
        g_string_append_printf(out, " %s=\"%s\"", name, value);
}

static void put_escaped(GString *out, const char *text)
{
    g_autofree char *clean = page_clean(text);
    g_autofree char *escaped = g_markup_escape_text(clean, -1);
    g_string_append(out, escaped);
}

struct drawing *drawing_new(double width, double height)
{
    struct drawing *drawing = g_new0(struct drawing, 1);
    drawing->body = g_string_new(NULL);
    drawing->width = width;
    drawing->height = height;
    return drawing;
}

void drawing_free(struct drawing *drawing)
{
    g_string_free(drawing->body, TRUE);
    g_free(drawing);
}

/* Marks that a terminal gives one column, and a Chinese font a whole square:
 * “ ” … — → ○. */
static guint square_marks(const char *text)
{
    guint count = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        count += (c >= 0x2014 && c <= 0x2026) || (c >= 0x2190 && c <= 0x2193) ||
                 (c >= 0x2264 && c <= 0x2267) || (c >= 0x25a0 && c <= 0x25ef);
    }
    return count;
}

double drawing_text_width(const char *text, double size)
{
    /* Latin letters and digits of these fonts are wider than half a Chinese
     * character. */
    static const double narrow = 0.57;
    double columns = text_width(text, -1);
    double characters = (double)g_utf8_strlen(text, -1);
    double wide = MAX(columns - characters, 0) + square_marks(text);
    wide = MIN(wide, characters);
    return size * (wide + narrow * (characters - wide));
}

static void open_text(GString *out, double x, double y,
                      const struct text_look *look)
{
    static const char *const anchors[] = {
        [TEXT_START] = NULL, [TEXT_MIDDLE] = "middle", [TEXT_END] = "end"};
    g_string_append(out, "<text");
    put_number(out, "x", x);
    put_number(out, "y", y);
    put_number(out, "font-size", look->size);
    put_word(out, "text-anchor", anchors[look->anchor]);
    put_word(out, "font-weight", look->bold ? "bold" : NULL);
    put_word(out, "fill", look->color);
    if (look->turn != 0) {
        g_string_append(out, " transform=\"rotate(");
        put_number(out, NULL, look->turn);
        g_string_append_c(out, ' ');
        put_number(out, NULL, x);
        g_string_append_c(out, ' ');
        put_number(out, NULL, y);
        g_string_append(out, ")\"");
    }
    g_string_append_c(out, '>');
}

void drawing_text(struct drawing *drawing, double x, double y,
                  const struct text_look *look, const char *text)
{
    open_text(drawing->body, x, y, look);
    put_escaped(drawing->body, text);
    g_string_append(drawing->body, "</text>\n");
}

void drawing_label(struct drawing *drawing, double x, double y,
                   const struct text_look *look, double room, const char *text)
{
    glong length = g_utf8_strlen(text, -1);
    if (drawing_text_width(text, look->size) <= room) {
        drawing_text(drawing, x, y, look, text);
        return;
    }
    g_autofree char *cut = g_strdup(text);
    while (length > 1 && drawing_text_width(cut, look->size) > room) {
        g_autofree char *head = g_utf8_substring(text, 0, --length);
        g_free(cut);
        cut = g_strconcat(head, "…", NULL);
    }
    drawing_group(drawing, text);
    drawing_text(drawing, x, y, look, cut);
    drawing_group_end(drawing);
}

void drawing_rect(struct drawing *drawing, double x, double y, double width,
                  double height, const char *fill, const char *stroke)
{
    GString *out = drawing->body;
    g_string_append(out, "<rect");
    put_number(out, "x", x);
    put_number(out, "y", y);
    put_number(out, "width", width);
    put_number(out, "height", height);
    put_word(out, "fill", fill);
    put_word(out, "stroke", stroke);
    g_string_append(out, "/>\n");
}

void drawing_line(struct drawing *drawing, double x1, double y1, double x2,
                  double y2, const char *stroke, double width)
{
    GString *out = drawing->body;
    g_string_append(out, "<line");
    put_number(out, "x1", x1);
    put_number(out, "y1", y1);
    put_number(out, "x2", x2);
    put_number(out, "y2", y2);
    put_word(out, "stroke", stroke);
    put_number(out, "stroke-width", width);
    g_string_append(out, "/>\n");
}

void drawing_circle(struct drawing *drawing, double x, double y, double radius,
                    const char *fill, const char *stroke)
{
    GString *out = drawing->body;
    g_string_append(out, "<circle");
    put_number(out, "cx", x);
    put_number(out, "cy", y);
    put_number(out, "r", radius);
    put_word(out, "fill", fill);
    put_word(out, "stroke", stroke);
    g_string_append(out, "/>\n");
}

static void put_points(GString *out, const char *element, const double *points,
                       guint count)
{
    g_string_append_printf(out, "<%s points=\"", element);
    for (guint i = 0; i < 2 * count; i++) {
        if (i > 0)
            g_string_append_c(out, i % 2 == 0 ? ' ' : ',');
        put_number(out, NULL, points[i]);
    }
    g_string_append_c(out, '"');
}

void drawing_polygon(struct drawing *drawing, const double *points, guint count,
                     const char *fill)
{
    put_points(drawing->body, "polygon", points, count);
    put_word(drawing->body, "fill", fill);
    g_string_append(drawing->body, "/>\n");
}

void drawing_group(struct drawing *drawing, const char *title)
{
    g_string_append(drawing->body, "<g><title>");
    put_escaped(drawing->body, title);
    g_string_append(drawing->body, "</title>\n");
}

void drawing_group_end(struct drawing *drawing)
{
    g_string_append(drawing->body, "</g>\n");
}

/* ---- documents */

static void open_svg(GString *out, double y, double width, double height)
{
    g_string_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if (y > 0)
        put_number(out, "y", y);
    put_number(out, "width", width);
    put_number(out, "height", height);
    g_string_append(out, " viewBox=\"0 0 ");
    put_number(out, NULL, width);
    g_string_append_c(out, ' ');
    put_number(out, NULL, height);
    g_string_append_printf(out, "\" font-family=\"%s\" fill=\"#111\">\n",
                           fonts);
}

void drawing_put(GString *out, const struct drawing *drawing)
{
    open_svg(out, 0, drawing->width, drawing->height);
    g_string_append(out, drawing->body->str);
    g_string_append(out, "</svg>\n");
}

static void nothing(struct emit *emit)
{
    (void)emit;
}

static void svg_begin(struct emit *emit, const json_t *head)
{
    (void)emit, (void)head;
}

static void svg_record(struct emit *emit, const void *record)
{
    (void)emit, (void)record;
}

static void svg_finish(struct emit *emit)
{
    GString *out = emit->sink.buffer;
    double width = 1, height = 0;
    guint count = emit->drawings != NULL ? emit->drawings->len : 0;
    for (guint i = 0; i < count; i++) {
        const struct drawing *drawing = emit->drawings->pdata[i];
        width = MAX(width, drawing->width);
        height += drawing->height;
    }
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open_svg(out, 0, width, MAX(height, 1));
    g_string_append(out, "<rect width=\"100%\" height=\"100%\" "
                         "fill=\"#fff\"/>\n");
    double y = 0;
    for (guint i = 0; i < count; i++) {
        const struct drawing *drawing = emit->drawings->pdata[i];
        open_svg(out, y, drawing->width, drawing->height);
        g_string_append(out, drawing->body->str);
        g_string_append(out, "</svg>\n");
        y += drawing->height;
    }
    g_string_append(out, "</svg>\n");
}

const struct dialect emit_svg = {nothing, svg_begin, svg_record, nothing,
                                 svg_finish};
