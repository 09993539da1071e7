/* The bytes of a file as UTF-8.
 *
 * Reads bytes of unknown encoding, gives strict UTF-8 without a mark, or an
 * error that names a line.  Valid UTF-8 always wins; nothing is ever replaced
 * or dropped, so a damaged file is refused, not read as something else.
 */
#include "common/text/text.h"

#include "common/messages/messages.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

/* Bytes that suffice for a guess. */
#define SAMPLE 65536

struct source {
    const char *bytes;
    gsize length;
};

static bool begins(const struct source *source, const char *mark)
{
    gsize length = strlen(mark);
    return source->length >= length && memcmp(source->bytes, mark, length) == 0;
}

static char *decode_fail(GError **error, GConvertError code, const char *what,
                         gsize line)
{
    /* what is wrong, the line's number */
    g_set_error(error, G_CONVERT_ERROR, code, _("%s on line %zu"), what, line);
    return NULL;
}

/* The line, from 1, that holds the byte at `offset`: \n, \r\n and a lone \r end
 * lines. */
static gsize line_of(const char *bytes, gsize offset)
{
    gsize line = 1;
    for (gsize i = 0; i < offset; i++) {
        if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            line++;
        else if (bytes[i] == '\r')
            line++;
    }
    return line;
}

static gsize line_of_units(const UChar *units, gsize offset)
{
    gsize line = 1;
    for (gsize i = 0; i < offset; i++) {
        if (units[i] == '\r' ||
            (units[i] == '\n' && (i == 0 || units[i - 1] != '\r')))
            line++;
    }
    return line;
}

/* UTF-16 units as UTF-8, checked: an error names a lone surrogate or a NUL.
 * Takes the units. */
static char *units_encode(UChar *units, gsize count, const char *encoding,
                          gsize *out_length, GError **error)
{
    g_autofree UChar *owned = units;
    gsize skip = count > 0 && owned[0] == 0xfeff;
    for (gsize i = 0; i < count; i++) {
        if (owned[i] == 0)
            return decode_fail(error, G_CONVERT_ERROR_EMBEDDED_NUL,
                               _("binary: NUL"), line_of_units(owned, i));
        if (!U16_IS_SURROGATE(owned[i]))
            continue;
        if (U16_IS_LEAD(owned[i]) && i + 1 < count &&
            U16_IS_TRAIL(owned[i + 1])) {
            i++;
            continue;
        }
        g_autofree char *what = g_strdup_printf(_("invalid %s"), encoding);
        return decode_fail(error, G_CONVERT_ERROR_ILLEGAL_SEQUENCE, what,
                           line_of_units(owned, i));
    }
    glong written = 0;
    char *text = g_utf16_to_utf8(owned + skip, (glong)(count - skip), NULL,
                                 &written, error);
    *out_length = (gsize)written;
    return text;
}

static UChar *units_read(const struct source *source, bool big)
{
    gsize count = source->length / 2;
    UChar *units = g_new(UChar, count + 1);
    const guchar *bytes = (const guchar *)source->bytes;
    for (gsize i = 0; i < count; i++) {
        guint first = bytes[2 * i], second = bytes[2 * i + 1];
        units[i] = (UChar)(big ? first << 8 | second : second << 8 | first);
    }
    units[count] = 0;
    return units;
}

static char *utf16_decode(const struct source *source, bool big,
                          gsize *out_length, GError **error)
{
    const char *encoding = big ? "UTF-16BE" : "UTF-16LE";
    gsize count = source->length / 2;
    UChar *units = units_read(source, big);
    if (source->length % 2 == 0)
        return units_encode(units, count, encoding, out_length, error);
    gsize line = line_of_units(units, count);
    g_free(units);
    g_autofree char *what = g_strdup_printf(_("invalid %s"), encoding);
    return decode_fail(error, G_CONVERT_ERROR_PARTIAL_INPUT, what, line);
}

/* What plans consist of: ASCII, Chinese characters and their punctuation. */
static bool unit_is_likely(UChar unit)
{
    return (unit >= 0x20 && unit < 0x7f) || unit == '\t' || unit == '\n' ||
           unit == '\r' || (unit >= 0x4e00 && unit <= 0x9fff) ||
           (unit >= 0x2010 && unit <= 0x2027) ||
           (unit >= 0x3000 && unit <= 0x301f) ||
           (unit >= 0xff00 && unit <= 0xffef);
}

/* How much the bytes read like a plan in UTF-16 of this order; 0 when less
 * than nine units in ten do (bytes of other kinds: one in three).  ASCII weighs
 * double, since in the wrong order it reads as Chinese. */
static gsize utf16_likeness(const struct source *source, bool big)
{
    gsize count = MIN(source->length, SAMPLE) / 2, likely = 0, ascii = 0;
    struct source head = {source->bytes, 2 * count};
    g_autofree UChar *units = units_read(&head, big);
    for (gsize i = 0; i < count; i++) {
        likely += unit_is_likely(units[i]);
        ascii += units[i] < 0x7f;
    }
    return likely * 10 >= count * 9 ? likely + ascii : 0;
}

/* Bytes above ASCII, and how many of them stand in valid UTF-8. */
static void utf8_count(const struct source *source, gsize *high, gsize *valid)
{
    const char *at = source->bytes, *stop = at + source->length;
    *high = *valid = 0;
    while (at < stop) {
        if (!((guchar)*at & 0x80)) {
            at++;
            continue;
        }
        gunichar code = g_utf8_get_char_validated(at, stop - at);
        bool good = code != (gunichar)-1 && code != (gunichar)-2;
        gssize bytes = good ? g_unichar_to_utf8(code, NULL) : 1;
        *high += (gsize)bytes;
        *valid += good ? (gsize)bytes : 0;
        at += bytes;
    }
}

static char *gb18030_decode(const struct source *source, gsize *out_length,
                            GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open("gb18030", &status);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
                        &status);
    UChar *units = g_new(UChar, source->length + 1), *to = units;
    const char *at = source->bytes;
    ucnv_toUnicode(converter, &to, units + source->length + 1, &at,
                   source->bytes + source->length, NULL, true, &status);
    char invalid[32];
    int8_t size = sizeof invalid;
    UErrorCode unused = U_ZERO_ERROR;
    if (U_FAILURE(status))
        ucnv_getInvalidChars(converter, invalid, &size, &unused);
    ucnv_close(converter);
    if (U_SUCCESS(status))
        return units_encode(units, (gsize)(to - units), "GB18030", out_length,
                            error);
    g_free(units);
    gsize offset = (gsize)(at - source->bytes);
    return decode_fail(error, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                       _("neither UTF-8, UTF-16 nor GB18030: invalid bytes"),
                       line_of(source->bytes, offset - (gsize)size));
}

/* Strict UTF-8 without NUL. */
static char *utf8_decode(const struct source *source, gsize *out_length,
                         GError **error)
{
    const char *wrong = NULL;
    if (!g_utf8_validate_len(source->bytes, source->length, &wrong)) {
        bool nul = *wrong == '\0';
        return decode_fail(
            error,
            nul ? G_CONVERT_ERROR_EMBEDDED_NUL
                : G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
            nul ? _("binary: NUL") : _("invalid UTF-8"),
            line_of(source->bytes, (gsize)(wrong - source->bytes)));
    }
    gsize skip = begins(source, "\xef\xbb\xbf") ? 3 : 0;
    *out_length = source->length - skip;
    return g_strndup(source->bytes + skip, *out_length);
}

/* Encodings whose texts pass as GB18030 and can be told from it.  The EUC ones
 * are built like it, and ICU takes a text of few different characters for them;
 * in all others a space after a letter above ASCII is wrong in GB18030. */
static bool is_stranger(const char *name)
{
    return strcmp(name, "Big5") == 0 || strcmp(name, "Shift_JIS") == 0;
}

/* The encoding (a static name) that ICU, surer than it is of GB18030, takes the
 * bytes for, else NULL.  Of GB18030 texts of twenty characters or more it never
 * says so; shorter ones it cannot tell. */
static const char *stranger_find(const struct source *source)
{
    gsize high, valid;
    utf8_count(source, &high, &valid);
    if (high < 40)
        return NULL;
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    int32_t count = 0, first = 0, own = 0;
    ucsdet_setText(detector, source->bytes, (int32_t)source->length, &status);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &status);
    const char *stranger = NULL;
    for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
        const char *name = ucsdet_getName(matches[i], &status);
        int32_t confidence = ucsdet_getConfidence(matches[i], &status);
        if (strcmp(name, "GB18030") == 0)
            own = confidence;
        if (is_stranger(name) && confidence > first) {
            first = confidence;
            stranger = g_intern_string(name);
        }
    }
    ucsdet_close(detector);
    return first >= 75 && own < first ? stranger : NULL;
}

static char *eight_bit_decode(const struct source *source, gsize *out_length,
                              const char **encoding, GError **error)
{
    /* Damaged UTF-8 often passes as GB18030.  Of the bytes of real GB18030,
     * about one in three stands in valid UTF-8 by chance, of twenty characters
     * and more never three in four. */
    gsize high, valid;
    utf8_count(source, &high, &valid);
    if (valid * 4 >= high * 3)
        return utf8_decode(source, out_length, error);
    *encoding = "GB18030";
    gsize first = 0;
    while (!((guchar)source->bytes[first] & 0x80))
        first++;
    struct source sample = {source->bytes + first,
                            MIN(source->length - first, SAMPLE)};
    const char *stranger = stranger_find(&sample);
    if (stranger == NULL)
        return gb18030_decode(source, out_length, error);
    g_autofree char *what =
        g_strdup_printf(_("neither UTF-8, UTF-16 nor GB18030, perhaps %s: "
                          "first such bytes"),
                        stranger);
    return decode_fail(error, G_CONVERT_ERROR_ILLEGAL_SEQUENCE, what,
                       line_of(source->bytes, first));
}

/* Whether bytes with a NUL among them have too few of these for Latin letters
 * in UTF-16, and too few that are wrong in UTF-8 for Chinese in it. */
static bool looks_eight_bit(const struct source *source)
{
    gsize high, valid, nuls = 0;
    for (gsize i = 0; i < source->length; i++)
        nuls += source->bytes[i] == '\0';
    utf8_count(source, &high, &valid);
    return nuls * 4 < source->length && valid * 4 >= high * 3;
}

static char *unmarked_decode(const struct source *source, gsize *out_length,
                             const char **encoding, GError **error)
{
    /* UTF-16 has NULs with every line end, space and digit. */
    const char *nul = memchr(source->bytes, 0, source->length);
    if (nul == NULL)
        return eight_bit_decode(source, out_length, encoding, error);
    gsize little = utf16_likeness(source, false);
    gsize big = utf16_likeness(source, true);
    if ((little > 0 || big > 0) && !looks_eight_bit(source)) {
        *encoding = big > little ? "UTF-16BE" : "UTF-16LE";
        return utf16_decode(source, big > little, out_length, error);
    }
    return decode_fail(error, G_CONVERT_ERROR_EMBEDDED_NUL, _("binary: NUL"),
                       line_of(source->bytes, (gsize)(nul - source->bytes)));
}

char *text_decode(const char *bytes, gsize length, gsize *out_length,
                  const char **encoding, GError **error)
{
    struct source source = {bytes, length};
    const char *name = "UTF-8";
    gsize unused;
    char *text;
    encoding = encoding != NULL ? encoding : &name;
    out_length = out_length != NULL ? out_length : &unused;
    *encoding = name;
    if (begins(&source, "\xff\xfe") || begins(&source, "\xfe\xff")) {
        bool big = bytes[0] == '\xfe';
        *encoding = big ? "UTF-16BE" : "UTF-16LE";
        text = utf16_decode(&source, big, out_length, error);
    } else if (length == 0 || begins(&source, "\xef\xbb\xbf") ||
               g_utf8_validate_len(bytes, length, NULL)) {
        /* The check says no to NUL, which UTF-16 is full of. */
        text = utf8_decode(&source, out_length, error);
    } else {
        text = unmarked_decode(&source, out_length, encoding, error);
    }
    return text;
}
