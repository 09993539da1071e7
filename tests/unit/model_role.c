/* Roles of sections, by what their headings say and where they stand. */
#include "tests/unit/model_fixture.h"

#include <criterion/criterion.h>

/* Checks the roles of all sections, given one after the other. */
static void roles_are(const char *blocks, const char *wanted)
{
    struct plan *plan = fixture_plan(blocks);
    GString *roles = g_string_new(NULL);
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = g_ptr_array_index(plan->sections, i);
        const char *name = role_name(section->role);
        g_string_append_printf(roles, "%s%s", i > 0 ? " " : "",
                               name != NULL ? name : "-");
    }
    cr_assert_str_eq(roles->str, wanted);
    g_string_free(roles, true);
    plan_free(plan);
}

Test(role, the_usual_plan)
{
    roles_are("H1 |前言\nH1 一、|发展基础与形势\nH2 （一）|发展成效\n"
              "H2 （二）|存在问题\nH2 （三）|面临形势\nH1 二、|总体要求\n"
              "H2 （一）|指导思想\nH2 （二）|基本原则\nH2 （三）|发展目标\n"
              "H1 三、|主要任务\nH2 （一）|加强制度建设\nH1 四、|重点工程\n"
              "H2 （一）|人才培育计划\nH1 五、|保障措施\nH2 （一）|组织领导\n",
              "- basis basis problems situation guideline guideline "
              "principles goals tasks tasks projects projects safeguards "
              "safeguards");
}

Test(role, of_two_named_the_first_decides_until_the_children_say_more)
{
    roles_are("H1 一、|发展基础与面临挑战\nH2 （一）|现状\nH2 （二）|面临挑战\n"
              "H1 二、|指导思想和基本原则\nH2 （一）|基本原则\n",
              "basis basis problems guideline principles");
}

Test(role, words_of_the_frame_do_not_count_under_tasks)
{
    roles_are("H1 一、|总体要求\nH1 二、|主要任务\n"
              "H2 （一）|严格保护，优化法治环境\nH2 （二）|夯实发展基础\n"
              "H2 （三）|补齐短板，提升成效\nH2 （四）|强化综合保障\n"
              "H2 （五）|完善目标考核\n",
              "guideline tasks tasks tasks tasks tasks tasks");
}

Test(role, projects_under_tasks_are_projects)
{
    roles_are("H1 一、|主要任务\nB2 专栏1|质量提升工程\nB2 专栏2|区域协调发展\n"
              "H2 （二）|开展专项行动\n",
              "tasks projects projects projects");
}

Test(role, chapters_between_guideline_and_safeguards_are_tasks)
{
    roles_are("H1 第一章|发展形势\nH1 第二章|总体要求\nH1 第三章|优化创新环境\n"
              "H2 第一节|发展现状评估\nH1 第四章|促进高效运用\n"
              "H1 第五章|保障措施\nH1 第六章|其他\n",
              "situation guideline tasks tasks tasks safeguards -");
}

Test(role, the_last_plans_results_are_no_goals_or_safeguards)
{
    roles_are("H1 一、|“十三五”主要目标完成情况\nH1 二、|“十三五”规划实施回顾\n"
              "H1 三、|规划实施情况\nH1 四、|指导方针\nH1 五、|规划实施\n",
              "basis basis basis guideline safeguards");
}

Test(role, parts_without_a_role_of_their_own)
{
    roles_are("H1 第一篇|开启新征程\nH2 第一章|发展环境\nH2 第二章|指导方针\n"
              "H2 第三章|主要目标\nH1 第二篇|坚持创新驱动\nH2 第四章|强化支撑\n"
              "H1 第三篇|加强规划实施保障\n",
              "- situation guideline goals tasks tasks safeguards");
}

Test(role, an_annex_plays_none)
{
    roles_are("H1 一、|总体要求\nH1 |附件\nH2 |名词解释\n", "guideline - -");
}

Test(role, quotation_marks_and_spaces_do_not_hide_a_word)
{
    roles_are("H1 一、|“十三五”工作“成 效”\n", "basis");
}

Test(role, units_have_their_sections_role)
{
    struct plan *plan =
        fixture_plan("P 零。\nH1 三、|主要任务\nH2 （一）|甲\nP 一。\n");
    cr_assert_eq(fixture_unit(plan, 0)->role, ROLE_NONE);
    cr_assert_eq(fixture_unit(plan, 3)->role, ROLE_TASKS);
    plan_free(plan);
}

Test(role, names)
{
    cr_assert_null(role_name(ROLE_NONE));
    for (int role = ROLE_BASIS; role < ROLES; role++)
        cr_assert_eq(role_find(role_name((enum role)role)), role);
    cr_assert_eq(role_find("任务"), ROLE_TASKS);
    cr_assert_eq(role_find("none"), -1);
}
