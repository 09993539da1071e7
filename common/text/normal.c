/* norm(text) of contract §3, with the way back to the original.
 *
 * Reads valid UTF-8, gives normalised UTF-8.  Nearly every character of a plan
 * becomes one character by a lookup (form.h).  The others are taken together
 * with the marks that follow them, because NFKC may compose and reorder these,
 * and go through utf8proc: such a piece begins where Unicode has a
 * normalisation boundary, so that pieces joined are the text's NFKC.
 */
#include "common/text/text.h"

#include "common/text/form.h"

#include <string.h>
#include <utf8proc.h>

#define NFKC (UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT)

/* One text on its way.  The buffer's len is how far it may be written; there
 * is always room for what is left of the text, since a plain character does
 * not grow. */
struct work {
    const char *at, *stop; /* what is still to be read */
    guint index;           /* of the code point at `at` */
    const char *base;      /* the plain one just written, which a mark may */
    guint base_index;      /* still change; NULL after anything else */
    GString *out;
    char *to;
    guint32 last;  /* form of what was written last */
    bool commas;   /* some comma may stand after a digit */
    GArray *start; /* origins of what was written; NULL: not wanted */
    GArray *end;
    GArray *raw;     /* a piece: gunichar without white space, */
    GArray *origin;  /* and where each of them stood */
    GString *bytes;  /* the same as UTF-8 */
    GArray *changed; /* and in NFKC */
};

static inline const char *code_read(const char *at, gunichar *code)
{
    const guchar *byte = (const guchar *)at;
    if (byte[0] < 0x80) {
        *code = byte[0];
        return at + 1;
    }
    if (byte[0] < 0xe0) {
        *code = (byte[0] & 0x1fu) << 6 | (byte[1] & 0x3fu);
        return at + 2;
    }
    if (byte[0] < 0xf0) {
        *code = (byte[0] & 0x0fu) << 12 | (byte[1] & 0x3fu) << 6 |
                (byte[2] & 0x3fu);
        return at + 3;
    }
    *code = (byte[0] & 0x07u) << 18 | (byte[1] & 0x3fu) << 12 |
            (byte[2] & 0x3fu) << 6 | (byte[3] & 0x3fu);
    *code = MIN(*code, 0x10ffffu);
    return at + 4;
}

static inline char *code_write(char *to, gunichar code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    } else {
        *to++ = (char)(0xf0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 0x3f));
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    }
    return to;
}

static void room_make(struct work *work, gsize bytes)
{
    gsize used = (gsize)(work->to - work->out->str);
    if (used + bytes > work->out->len)
        g_string_set_size(work->out, used + bytes);
    work->to = work->out->str + used;
}

static inline void origin_add(struct work *work, guint start, guint end)
{
    if (work->start == NULL)
        return;
    g_array_append_val(work->start, start);
    g_array_append_val(work->end, end);
}

/* A dash joins the run before it, whose origin then reaches to this one. */
static void dash_write(struct work *work, guint start, guint end)
{
    if (!(work->last & FORM_DASH)) {
        *work->to++ = '-';
        origin_add(work, start, end);
    } else if (work->end != NULL) {
        g_array_index(work->end, guint, work->end->len - 1) = end;
    }
    work->last = FORM_DASH;
}

/* A folded code point of a piece. */
static void folded_write(struct work *work, gunichar code, guint start,
                         guint end)
{
    if (code == '-') {
        dash_write(work, start, end);
        return;
    }
    work->last = 0;
    /* White space that NFKC made goes (it does part dashes). */
    if (form_is_space(code))
        return;
    work->commas |= code == ',';
    work->to = code_write(work->to, code);
    origin_add(work, start, end);
    /* Whether it was one is settled by commas_drop(). */
    work->last = FORM_DIGIT;
}

/* The plain character before a mark is taken back, to go with it. */
static void base_unwrite(struct work *work)
{
    work->at = work->base;
    work->index = work->base_index;
    do
        work->to--;
    while ((*work->to & 0xc0) == 0x80);
    if (work->start != NULL) {
        g_array_set_size(work->start, work->start->len - 1);
        g_array_set_size(work->end, work->end->len - 1);
    }
}

/* Reads the next character and all that may join it. */
static void piece_read(struct work *work)
{
    if (work->raw == NULL) {
        work->raw = g_array_new(FALSE, FALSE, sizeof(gunichar));
        work->origin = g_array_new(FALSE, FALSE, sizeof(guint));
        work->changed = g_array_new(FALSE, FALSE, sizeof(gunichar));
        work->bytes = g_string_new(NULL);
    }
    g_array_set_size(work->raw, 0);
    g_array_set_size(work->origin, 0);
    g_string_truncate(work->bytes, 0);
    while (work->at < work->stop) {
        gunichar code;
        const char *next = code_read(work->at, &code);
        guint32 form = form_of(code);
        if (!(form & (FORM_SPACE | FORM_JOIN)) && work->raw->len > 0)
            break;
        if (!(form & FORM_SPACE)) {
            g_array_append_val(work->raw, code);
            g_array_append_val(work->origin, work->index);
            g_string_append_len(work->bytes, work->at, next - work->at);
        }
        work->at = next;
        work->index++;
    }
}

static void piece_change(struct work *work)
{
    GArray *changed = work->changed;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)work->bytes->str;
    utf8proc_ssize_t length = (utf8proc_ssize_t)work->bytes->len;
    g_array_set_size(changed, MAX(32, 2 * work->raw->len));
    utf8proc_int32_t *codes = (utf8proc_int32_t *)(void *)changed->data;
    utf8proc_ssize_t count =
        utf8proc_decompose(bytes, length, codes, changed->len, NFKC);
    if (count > (utf8proc_ssize_t)changed->len) {
        g_array_set_size(changed, (guint)count);
        codes = (utf8proc_int32_t *)(void *)changed->data;
        count = utf8proc_decompose(bytes, length, codes, count, NFKC);
    }
    g_assert(count >= 0);
    count = utf8proc_normalize_utf32(codes, count, NFKC);
    g_array_set_size(changed, (guint)count);
}

/* Writes a character that is not plain, with its marks.  Where NFKC leaves a
 * piece as it is, each code point keeps its own origin; else it cannot be said
 * which came from which, and all of them stand for the whole. */
static void piece_write(struct work *work)
{
    piece_read(work);
    piece_change(work);
    GArray *raw = work->raw, *changed = work->changed;
    bool same =
        raw->len == changed->len &&
        memcmp(raw->data, changed->data, raw->len * sizeof(gunichar)) == 0;
    gsize rest = (gsize)(work->stop - work->at);
    room_make(work, rest + (gsize)changed->len * FORM_FOLD_MAX * 4);
    for (guint i = 0; i < changed->len; i++) {
        guint first = same ? i : 0, last = same ? i : raw->len - 1;
        guint start = g_array_index(work->origin, guint, first);
        guint end = g_array_index(work->origin, guint, last) + 1;
        gunichar folded[FORM_FOLD_MAX];
        guint count = form_fold(g_array_index(changed, gunichar, i), folded);
        for (guint j = 0; j < count; j++)
            folded_write(work, folded[j], start, end);
    }
}

/* Anything but a plain character. */
static void other_write(struct work *work, guint32 form, const char *next)
{
    if (form & (FORM_SLOW | FORM_JOIN)) {
        /* No dash composes with a mark, so a run of them stays written. */
        if (form & FORM_JOIN && work->base != NULL)
            base_unwrite(work);
        piece_write(work);
        work->base = NULL;
        return;
    }
    if (form & FORM_DASH) {
        dash_write(work, work->index, work->index + 1);
        work->base = NULL;
    }
    work->at = next;
    work->index++;
}

static void text_write(struct work *work)
{
    while (work->at < work->stop) {
        gunichar code;
        const char *next = code_read(work->at, &code);
        guint32 form = form_of(code);
        if (G_UNLIKELY(!(form & FORM_PLAIN))) {
            other_write(work, form, next);
            continue;
        }
        if (form & FORM_COMMA && work->last & FORM_DIGIT)
            work->commas = true;
        work->to = code_write(work->to, form & FORM_CODE);
        origin_add(work, work->index, work->index + 1);
        work->last = form;
        work->base = work->at;
        work->base_index = work->index++;
        work->at = next;
    }
}

static bool digit_read(const char **at, const char *stop)
{
    if (*at >= stop)
        return false;
    gunichar code;
    *at = code_read(*at, &code);
    return form_of(code) & FORM_DIGIT;
}

/* Whether a comma stands between a digit and exactly three digits. */
static bool comma_in_number(const char *begin, const char *comma,
                            const char *stop)
{
    if (comma == begin)
        return false;
    const char *before = g_utf8_prev_char(comma), *after = comma + 1;
    if (!digit_read(&before, comma))
        return false;
    for (int i = 0; i < 3; i++) {
        if (!digit_read(&after, stop))
            return false;
    }
    return !digit_read(&after, stop);
}

/* Moves `count` origins from index `from` to index `to`. */
static void origins_move(GArray *origins, guint to, guint from, guint count)
{
    if (origins != NULL)
        memmove(&g_array_index(origins, guint, to),
                &g_array_index(origins, guint, from), count * sizeof(guint));
}

/* Step 5, on all that was written from `begin` on. */
static void commas_drop(struct work *work, char *begin)
{
    char *seek = begin, *from = begin, *to = begin, *comma;
    guint read = 0, written = 0; /* code points */
    do {
        comma = memchr(seek, ',', (gsize)(work->to - seek));
        seek = comma != NULL ? comma + 1 : work->to;
        if (comma != NULL && !comma_in_number(begin, comma, work->to))
            continue;
        gsize bytes = (gsize)((comma != NULL ? comma : work->to) - from);
        guint count = (guint)g_utf8_strlen(from, (gssize)bytes);
        memmove(to, from, bytes);
        origins_move(work->start, written, read, count);
        origins_move(work->end, written, read, count);
        to += bytes;
        from = seek;
        read += count + 1;
        written += count;
    } while (comma != NULL);
    work->to = to;
    if (work->start != NULL) {
        g_array_set_size(work->start, written);
        g_array_set_size(work->end, written);
    }
}

static void work_run(struct work *work, const char *text, gssize length)
{
    gsize bytes = length < 0 ? strlen(text) : (gsize)length;
    gsize begin = work->out->len;
    work->at = text;
    work->stop = text + bytes;
    g_string_set_size(work->out, begin + bytes);
    work->to = work->out->str + begin;
    text_write(work);
    if (work->commas)
        commas_drop(work, work->out->str + begin);
    g_string_truncate(work->out, (gsize)(work->to - work->out->str));
    if (work->raw != NULL) {
        g_array_unref(work->raw);
        g_array_unref(work->origin);
        g_array_unref(work->changed);
        g_string_free(work->bytes, TRUE);
    }
}

void normal_append(GString *out, const char *text, gssize length)
{
    struct work work = {.out = out};
    work_run(&work, text, length);
}

char *normal_text(const char *text, gssize length, gsize *out_length)
{
    GString *out = g_string_new(NULL);
    normal_append(out, text, length);
    if (out_length != NULL)
        *out_length = out->len;
    return g_string_free(out, FALSE);
}

void normal_init(struct normal *normal, const char *text, gssize length)
{
    struct work work = {.out = g_string_new(NULL),
                        .start = g_array_new(FALSE, FALSE, sizeof(guint)),
                        .end = g_array_new(FALSE, FALSE, sizeof(guint))};
    work_run(&work, text, length);
    normal->length = work.out->len;
    normal->count = work.start->len;
    normal->text = g_string_free(work.out, FALSE);
    normal->start = (guint *)(void *)g_array_free(work.start, FALSE);
    normal->end = (guint *)(void *)g_array_free(work.end, FALSE);
}

void normal_clear(struct normal *normal)
{
    g_free(normal->text);
    g_free(normal->start);
    g_free(normal->end);
    *normal = (struct normal){0};
}
