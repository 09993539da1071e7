/* The options of reuse. */
#ifndef PLAN_SEARCH_CMD_REUSE_H
#define PLAN_SEARCH_CMD_REUSE_H

#include "searcher/cmd/cmd.h"

struct reuse_own {
    int min, max_plans, per_pair;
    char *kind, *from;
    gboolean no_titles, matrix;
};
extern const struct own_options reuse_own;
/* What --kind takes, ending with NULL. */
const char *const *reuse_kind_names(void);
enum status cmd_reuse(struct session *session);
#endif
