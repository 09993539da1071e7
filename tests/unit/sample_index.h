/* A small index of two invented plans for the tests of match and views: made
 * once a test, in a folder that is removed again. */
#ifndef PLAN_SAMPLE_INDEX_H
#define PLAN_SAMPLE_INDEX_H

#include "common/store/store.h"

#include <criterion/criterion.h>

struct sample {
    char *folder;
    struct index *index;
};

static const char sample_jia[] =
    "{'kind':'title','text':'甲市知识产权“十四五”规划'}\n"
    "{'kind':'heading','depth':1,'marker':'一、','text':'发展基础'}\n"
    "{'kind':'paragraph','text':'全市专利授权量达到1,488件，比上年增长三成。'}"
    "\n"
    "{'kind':'heading','depth':1,'marker':'二、','text':'主要任务'}\n"
    "{'kind':'heading','depth':2,'marker':'（一）','text':'开展专利导航'}\n"
    "{'kind':'paragraph','lead':'建设导航基地。',"
    "'text':'建设导航基地。围绕重点产业开展专利导航，发布专利导航成果。'}\n"
    "{'kind':'paragraph','text':'支持企业设立知识产权岗位，落实“放管服”改革。'}"
    "\n"
    "{'kind':'table','text':null,'caption':'主要指标','header':['指标','2025年'"
    "],"
    "'rows':[['专利密度','12'],['商标数量','300']]}\n"
    "{'kind':'note','text':'注：专利密度按常住人口计算。'}\n"
    "{'kind':'heading','depth':1,'marker':'三、','text':'保障措施'}\n"
    "{'kind':'paragraph','text':'加强组织领导，落实各方责任。'}\n";

static const char sample_yi[] =
    "{'kind':'title','text':'乙省知识产权“十三五”规划'}\n"
    "{'kind':'heading','depth':1,'marker':'第一章','text':'总体要求'}\n"
    "{'kind':'paragraph','lead':'突出专利导航。',"
    "'text':'突出专利导航。以导航引领创新，服务实体经济。'}\n"
    "{'kind':'paragraph','text':'到2020年，形成质押融资的长效机制。'}\n";

static inline GPtrArray *sample_blocks(const char *text)
{
    GPtrArray *blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    g_autofree char *quoted = g_strdelimit(g_strdup(text), "'", '"');
    g_auto(GStrv) lines = g_strsplit(quoted, "\n", -1);
    for (char **line = lines; **line != '\0'; line++) {
        g_autoptr(GError) error = NULL;
        json_t *json = json_loads(*line, 0, NULL);
        struct block *block = block_from_json(json, &error);
        cr_assert_not_null(block, "%s: %s", *line,
                           error != NULL ? error->message : "no error");
        g_ptr_array_add(blocks, block);
        json_decref(json);
    }
    return blocks;
}

static inline struct plan *sample_plan(const char *id, const char *place,
                                       const char *province, const char *level,
                                       const char *period, const char *text)
{
    struct plan *plan = plan_new();
    g_autoptr(GPtrArray) blocks = sample_blocks(text);
    const struct block *title = blocks->pdata[0];
    plan->id = g_strdup(id);
    plan->title = g_strdup(title->text);
    plan->title_from = g_strdup("text");
    plan->place = g_strdup(place);
    plan->province = g_strdup(province);
    plan->level = g_strdup(level);
    plan->period = g_strdup(period);
    plan->source = g_strconcat(id, ".txt", NULL);
    plan->sha256 = g_strnfill(64, '0');
    plan_from_blocks(plan, blocks);
    return plan;
}

static inline struct sample sample_open(void)
{
    g_autoptr(GError) error = NULL;
    struct sample sample = {g_dir_make_tmp("plan-XXXXXX", NULL), NULL};
    g_autofree char *db = g_build_filename(sample.folder, "db", NULL);
    struct writer *writer = writer_open(db, 1, 4096, &error);
    cr_assert_not_null(writer, "%s", error != NULL ? error->message : "");
    cr_assert(writer_add(
        writer,
        sample_plan("jia-14", "甲市", "乙省", "city", "2021-2025", sample_jia),
        &error));
    cr_assert(writer_add(writer,
                         sample_plan("yi-13", "乙省", "乙省", "province",
                                     "2016-2020", sample_yi),
                         &error));
    cr_assert(writer_commit(writer, &error), "%s",
              error != NULL ? error->message : "");
    writer_close(writer);
    sample.index = index_open((const char *const[]){db, NULL}, &error);
    cr_assert_not_null(sample.index, "%s", error != NULL ? error->message : "");
    return sample;
}

static inline void sample_close(struct sample *sample)
{
    char *arguments[] = {"rm", "-rf", "--", sample->folder, NULL};
    index_close(sample->index);
    g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                 NULL, NULL, NULL);
    g_free(sample->folder);
}
#endif
