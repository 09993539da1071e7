/* The words that records have for roles, kinds and the like, for reading: in
 * the reader's language.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

static const char *const words[] = {
    /* roles */
    N_("basis"), N_("problems"), N_("situation"), N_("guideline"),
    N_("principles"), N_("goals"), N_("tasks"), N_("projects"),
    N_("safeguards"),
    /* kinds of units and blocks */
    N_("title"), N_("heading"), N_("box"), N_("paragraph"), N_("table"),
    N_("row"), N_("note"), N_("caption"),
    /* levels of places */
    N_("nation"), N_("province"), N_("city"), N_("county"),
    /* why something is taken for a name */
    N_("quoted"), N_("verb"), N_("level"), N_("boundary"), N_("region"),
    N_("pattern"),
    /* organisations */
    N_("party"), N_("government"), N_("congress"), N_("court"),
    N_("procuratorate"), N_("centre"), N_("society"), N_("alliance"),
    N_("company"), N_("school"), N_("institute"), N_("office"),
    N_("international"),
    /* parts of a year or month */
    N_("beginning"), N_("middle"), N_("end"), N_("first half"),
    N_("second half"), N_("quarter 1"), N_("quarter 2"), N_("quarter 3"),
    N_("quarter 4")};

const char *word_shown(const char *word)
{
    for (guint i = 0; word != NULL && i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i], word) == 0)
            return _(word);
    return word;
}
