/* Ids of the command line: the units they name, and what was meant by those
 * that name none. */
#ifndef PLAN_SEARCH_IDS_H
#define PLAN_SEARCH_IDS_H

#include "searcher/cmd/cmd.h"

/* Names on standard error an id that is not there, and what may have been
 * meant; what: "no unit, section or plan".  False with error. */
bool complain_missing(const struct session *session, const char *what,
                      const char *id, GError **error);
#endif
