/* The normal form of single code points (contract §3), kept in a table.
 *
 * Reads rules/simplified.tsv and the properties of utf8proc; gives normal.c
 * one lookup for nearly every character of a plan.
 */
#include "common/text/form.h"

#include "common/data/data.h"

#include <string.h>
#include <utf8proc.h>

_Atomic guint32 form_table[0x110000];

/* The longest compatibility mapping (U+FDFA) has 18 code points. */
#define MAPPING_MAX 32
/* Every character of the table lies from CJK Extension A on, so that an ASCII
 * query need not read it. */
#define SIMPLIFIED_FIRST 0x3400
#define NFKC (UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT)

/* Rows of the table by their first character.  Read in place: data_table()
 * would make three thousand rows of strings, which a cold search would notice
 * (1 ms).  The head line and comments begin with ASCII, rows do not. */
static void *simplified_read(void *unused)
{
    (void)unused;
    gsize length;
    const char *at = data_text("rules/simplified.tsv", &length);
    const char *stop = at + length;
    GHashTable *table = g_hash_table_new(g_direct_hash, g_direct_equal);
    while (at < stop) {
        const char *tab = memchr(at, '\t', (gsize)(stop - at));
        const char *line = memchr(at, '\n', (gsize)(stop - at));
        gunichar code = g_utf8_get_char(at);
        if (code >= SIMPLIFIED_FIRST && tab != NULL)
            g_hash_table_insert(table, GUINT_TO_POINTER(code),
                                GUINT_TO_POINTER(g_utf8_get_char(tab + 1)));
        at = line != NULL ? line + 1 : stop;
    }
    return table;
}

static gunichar simplify(gunichar code)
{
    static GOnce once = G_ONCE_INIT;
    if (code < SIMPLIFIED_FIRST)
        return code;
    void *found = g_hash_table_lookup(g_once(&once, simplified_read, NULL),
                                      GUINT_TO_POINTER(code));
    return found != NULL ? GPOINTER_TO_UINT(found) : code;
}

/* Steps 3 and 4 without the joining of dashes. */
static gunichar unify(gunichar code)
{
    switch (code) {
    case 0x2018: /* ‘ ’ “ ” „ ‟ */
    case 0x2019:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x300c: /* 「 」 『 』 */
    case 0x300d:
    case 0x300e:
    case 0x300f:
    case 0x301d: /* 〝 〞 */
    case 0x301e:
    case '\'':
        return '"';
    case 0x3010: /* 【 〔 */
    case 0x3014:
    case '[':
        return '(';
    case 0x3011: /* 】 〕 */
    case 0x3015:
    case ']':
        return ')';
    case 0x2266: /* ≦ */
        return 0x2264;
    case 0x2267: /* ≧ */
        return 0x2265;
    case 0x2022: /* • ‧ ・ */
    case 0x2027:
    case 0x30fb:
        return 0xb7;
    case 0x2010: /* ‐ ‑ ‒ – — ― − ─ */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2500:
        return '-';
    default:
        return simplify(code);
    }
}

guint form_fold(gunichar code, gunichar folded[FORM_FOLD_MAX])
{
    utf8proc_int32_t codes[FORM_FOLD_MAX];
    int unused = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, codes, FORM_FOLD_MAX,
                                UTF8PROC_CASEFOLD, &unused);
    g_assert(count > 0 && count <= FORM_FOLD_MAX);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        folded[i] = unify((gunichar)codes[i]);
    return (guint)count;
}

bool form_is_space(gunichar code)
{
    if (code == 0xad || (code >= 0x200b && code <= 0x200d) || code == 0x2060 ||
        code == 0xfeff)
        return true;
    if ((code >= 0x09 && code <= 0x0d) || code == 0x85)
        return true;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* Whether a decomposed code point may compose with, or be sorted before, the
 * one before it: a mark, or a vowel or final of a Korean syllable. */
static bool joins(utf8proc_int32_t code)
{
    if (code >= 0x1160 && code <= 0x11ff)
        return true;
    const utf8proc_property_t *property = utf8proc_get_property(code);
    return property->combining_class != 0 ||
           property->category == UTF8PROC_CATEGORY_MN ||
           property->category == UTF8PROC_CATEGORY_MC ||
           property->category == UTF8PROC_CATEGORY_ME;
}

static guint32 form_find(gunichar code)
{
    if (form_is_space(code))
        return FORM_SPACE;
    char bytes[6];
    int length = g_unichar_to_utf8(code, bytes);
    utf8proc_int32_t codes[MAPPING_MAX];
    utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)bytes, length, codes, MAPPING_MAX, NFKC);
    /* Surrogates, which valid text does not have. */
    if (count <= 0)
        return FORM_PLAIN | code;
    g_assert(count <= MAPPING_MAX);
    if (joins(codes[0]))
        return FORM_JOIN;
    count = utf8proc_normalize_utf32(codes, count, NFKC);
    gunichar folded[FORM_FOLD_MAX];
    if (count != 1 || form_fold((gunichar)codes[0], folded) != 1 ||
        g_unichar_to_utf8(folded[0], NULL) > length)
        return FORM_SLOW;
    if (folded[0] == '-')
        return FORM_DASH | '-';
    guint32 form = FORM_PLAIN | folded[0];
    if (folded[0] == ',')
        form |= FORM_COMMA;
    if (utf8proc_category((utf8proc_int32_t)folded[0]) == UTF8PROC_CATEGORY_ND)
        form |= FORM_DIGIT;
    return form;
}

guint32 form_make(gunichar code)
{
    guint32 form = form_find(code);
    atomic_store_explicit(&form_table[code], form, memory_order_relaxed);
    return form;
}

const char *normal_version(void)
{
    static char *version;
    if (g_once_init_enter(&version))
        g_once_init_leave(&version,
                          g_strdup_printf("contract 1, Unicode %s",
                                          utf8proc_unicode_version()));
    return version;
}
