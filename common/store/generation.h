/* A generation as meta.json and sources.json say it, and the steps that make
 * one current. */
#ifndef PLAN_STORE_GENERATION_H
#define PLAN_STORE_GENERATION_H

#include "common/store/schema.h"

struct shard_file {
    char *name; /* within the shard: "text", "words/postlist.glass" */
    guint64 size;
    char *sha256;
};

struct shard_meta {
    char *name; /* folder within the generation: "s0" */
    guint64 stamp;
    guint32 units, plans;
    GPtrArray *files; /* of struct shard_file */
};

struct shard_meta *shard_meta_new(const char *name, guint64 stamp);
void shard_meta_free(struct shard_meta *meta);
/* A copy under another name. */
struct shard_meta *shard_meta_copy(const struct shard_meta *meta,
                                   const char *name);
/* Notes the file `name` of the shard in `dir`: size and checksum. */
bool shard_meta_file(struct shard_meta *meta, const char *dir, const char *name,
                     GError **error);
guint64 shard_meta_bytes(const struct shard_meta *meta);

struct generation {
    guint64 number;
    char *path; /* DIR/g7 */
    char *fingerprint;
    GPtrArray *shards; /* of struct shard_meta */
    struct shard_file sources;
    struct shard_file masks; /* sha256 is NULL when there is no such file */
    guint64 masks_stamp;
    int hold; /* open meta.json with a shared lock, or -1 */
};

struct generation *generation_new(const char *dir, guint64 number);
void generation_free(struct generation *generation);

/* Reads what DIR/current names and holds it; checks the schema version and
 * that all files are there in their full length.  STORE_ERROR_MISSING when
 * there is no index. */
struct generation *generation_open(const char *dir, GError **error);

/* schema.h says what the fingerprint is; NULL with error when a shard cannot be
 * read. */
char *generation_fingerprint(const struct generation *generation,
                             const GPtrArray *sources, GError **error);

/* Writes sources.json and meta.json, waits for the disk and makes the
 * generation, whose shards are there already, the current one. */
bool generation_commit(struct generation *generation, const char *dir,
                       const GPtrArray *sources, GError **error);

/* The sources of a generation (GPtrArray of struct source). */
GPtrArray *generation_sources(const struct generation *generation,
                              GError **error);

/* ---- the parts of the above: meta.c, sources.c */

/* Reads what is held into a new generation. */
bool generation_read_meta(struct generation *generation, const char *dir,
                          GError **error);
bool generation_write_meta(const struct generation *generation, GError **error);
/* Writes sources.json and notes its size and checksum. */
bool generation_write_sources(struct generation *generation,
                              const GPtrArray *sources, GError **error);
/* Takes the JSON. */
bool path_write_json(const char *path, json_t *json, GError **error);
/* Sets the error that the file `name` of the generation is damaged so; false.
 */
bool generation_damaged(GError **error, const char *dir, guint64 number,
                        const char *name, const char *what);

/* ---- removing */

/* Removes every generation but `keep` that no reader holds, and what dead
 * writers left.  For the one who has the lock. */
void generation_sweep(const char *dir, guint64 keep);

/* Removes a folder with all that is in it; what cannot be removed stays. */
void path_remove(const char *path);

#endif
