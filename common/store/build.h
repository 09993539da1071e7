/* Writes one shard: takes plans one after another, gives a complete folder. */
#ifndef PLAN_STORE_BUILD_H
#define PLAN_STORE_BUILD_H

#include "common/store/generation.h"

struct build;

/* Makes the folder dir and begins its files. */
struct build *build_open(const char *dir, guint64 stamp, GError **error);
/* Adds a plan (borrowed) with its units; its local number is the count of
 * those before it. */
bool build_add(struct build *build, const struct plan *plan, GError **error);
/* Completes all files, waits for the disk and notes them in meta. */
bool build_finish(struct build *build, struct shard_meta *meta, GError **error);
/* Frees; what is half-written stays for the caller to remove. */
void build_free(struct build *build);

/* Bytes of the normalised lead at the start of the normalised text: where
 * folding across the lead's end changes it, what the two have in common. */
guint32 lead_bytes(GString *buffer, const char *lead, const char *text,
                   gsize length);

#endif
