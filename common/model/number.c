/* Numbers in headings' markers, Chinese or Arabic: 第三章, 三、, （三）, 1．,
 * 1.1.1, ①, 专栏3.  outline.c makes ids of them, cite.c citations.
 *
 * NFKC first: it makes ③ a 3, ㈢ a (三), Ⅲ a III and ３ a 3.
 */
#include "common/model/inside.h"

#include <string.h>

static int digit_of(gunichar c)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    for (int i = 0; i < 10; i++)
        if (c == g_utf8_get_char(digits[i]))
            return i;
    if (c == g_utf8_get_char("〇"))
        return 0;
    return c == g_utf8_get_char("两") ? 2 : -1;
}

static int power_of(gunichar c)
{
    if (c == g_utf8_get_char("十"))
        return 10;
    return c == g_utf8_get_char("百") ? 100 : 0;
}

/* Reads one number at *at and steps over it: 12, 十二, 一百零三, and digits
 * one after the other such as 二〇.  -1, *at unmoved, when none stands there.
 */
static long number_read(const char **at)
{
    const char *p = *at;
    long sum = 0, run = 0;
    bool any = false, open = false;
    for (; *p != '\0'; p = g_utf8_next_char(p), any = true) {
        gunichar c = g_utf8_get_char(p);
        int digit = digit_of(c), power = power_of(c);
        if (digit >= 0)
            run = MIN(run * 10 + digit, 99999);
        else if (power > 0)
            sum += (open ? run : 1) * power, run = 0;
        else
            break;
        open = digit > 0;
    }
    if (!any)
        return -1;
    *at = p;
    return MIN(sum + run, 99999);
}

/* A marker of letters alone: A. is 1, b) is 2; I, V and X together are Roman.
 * NFKC has made ASCII of full-width letters and of the Roman numerals. */
static long letters_read(const char *marker)
{
    static const struct {
        char letter;
        int value;
    } roman[] = {{'I', 1}, {'V', 5}, {'X', 10}};
    const char *p = marker + strcspn(marker, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "abcdefghijklmnopqrstuvwxyz");
    gsize length = strspn(p, "IVX");
    if (*p == '\0' || (length == 0 && g_ascii_isalpha(p[1])))
        return -1;
    if (length == 0)
        return g_ascii_toupper(*p) - 'A' + 1;
    long sum = 0, last = 0;
    for (gsize i = length; i-- > 0;) {
        long value = 0;
        for (guint r = 0; r < G_N_ELEMENTS(roman); r++)
            if (roman[r].letter == p[i])
                value = roman[r].value;
        sum += value < last ? -value : value;
        last = value;
    }
    return sum;
}

/* All numbers of a marker, outermost first; a GArray of long. */
static GArray *numbers_of(const char *marker)
{
    GArray *numbers = g_array_new(false, false, sizeof(long));
    g_autofree char *plain =
        g_utf8_normalize(marker, -1, G_NORMALIZE_ALL_COMPOSE);
    const char *p = plain != NULL ? plain : "";
    while (*p != '\0') {
        long number = number_read(&p);
        if (number >= 0)
            g_array_append_val(numbers, number);
        else
            p = g_utf8_next_char(p);
    }
    if (numbers->len == 0 && plain != NULL) {
        long letter = letters_read(plain);
        if (letter > 0)
            g_array_append_val(numbers, letter);
    }
    return numbers;
}

long marker_number(const char *marker)
{
    if (marker == NULL)
        return -1;
    g_autoptr(GArray) numbers = numbers_of(marker);
    return numbers->len > 0 ? g_array_index(numbers, long, numbers->len - 1)
                            : -1;
}

guint marker_components(const char *marker)
{
    if (marker == NULL)
        return 0;
    g_autoptr(GArray) numbers = numbers_of(marker);
    return numbers->len;
}

char *marker_part(const char *marker, bool box)
{
    if (marker == NULL)
        return NULL;
    g_autoptr(GArray) numbers = numbers_of(marker);
    if (numbers->len == 0)
        return NULL;
    GString *part = g_string_new(box ? "b" : NULL);
    for (guint i = box ? 0 : numbers->len - 1; i < numbers->len; i++)
        g_string_append_printf(part, "%s%ld", part->len > 1 ? "-" : "",
                               g_array_index(numbers, long, i));
    return g_string_free(part, false);
}
