/* The Xapian databases of shards, opened as one. */
#ifndef PLAN_STORE_WORDS_H
#define PLAN_STORE_WORDS_H

#include "common/store/shard.h"
#include "common/xapian/xapian_c.h"

/* Opens the words of all these shards and checks that each is its shard's. */
struct xapian_reader *words_open(const struct shard *const *shards, guint count,
                                 GError **error);

#endif
