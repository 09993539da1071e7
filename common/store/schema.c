/* The small things writer and reader share: prefixes, stamps, checksums. */
#include "common/store/schema.h"

#include "common/messages/messages.h"
#include "common/xapian/xapian_c.h"

#include <string.h>

G_DEFINE_QUARK(plan - store - error - quark, store_error)

const char *const store_prefixes[PREFIXES] = {
    [PREFIX_TEXT] = "",  [PREFIX_LEAD] = "L", [PREFIX_HEADING] = "H",
    [PREFIX_KIND] = "K", [PREFIX_ROLE] = "R", [PREFIX_PLAN] = "P",
};

guint index_schema(void)
{
    return STORE_SCHEMA;
}

void store_term(GString *term, enum store_prefix prefix, const char *word,
                gsize length)
{
    g_string_assign(term, store_prefixes[prefix]);
    gsize room = XAPIAN_TERM_MAX - term->len;
    if (length > room) {
        length = room;
        while (length > 0 && ((guchar)word[length] & 0xc0) == 0x80)
            length--;
    }
    g_string_append_len(term, word, (gssize)length);
}

void store_stamp(char *text, guint64 stamp)
{
    g_snprintf(text, 17, "%016" G_GINT64_MODIFIER "x", stamp);
}

char *store_checksum(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &cause);
    if (file == NULL) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot read '%s': %s"), path, cause->message);
        return NULL;
    }
    return g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)g_mapped_file_get_contents(file),
        g_mapped_file_get_length(file));
}
