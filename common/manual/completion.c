/* Bash completion of a program, from its tables.
 *
 * First comes what the tables say, as shell functions that print words; then
 * the same few functions for every program (@ stands for its prefix).  Bash
 * parts words at = and at :, so that --format=json and place:甲市 come as
 * three; what is replied then replaces the last.  Where it does not (a quoted
 * query, another COMP_WORDBREAKS) the part before stands in the reply.
 */
#include "common/manual/manual.h"

#include <string.h>

static const char logic[] =
    "@_reply()\n"
    "{\n"
    "    # usage: @_reply PREFIX CURRENT WORD...\n"
    "    local prefix=$1 current=$2 word\n"
    "    shift 2\n"
    "    for word; do\n"
    "        [[ $word == \"$current\"* ]] && COMPREPLY+=(\"$prefix$word\")\n"
    "    done\n"
    "}\n"
    "@_open()\n"
    "{\n"
    "    # the reply goes on: no space after it\n"
    "    compopt -o nospace 2>/dev/null || true\n"
    "}\n"
    "@_paths()\n"
    "{\n"
    "    # usage: @_paths -f|-d CURRENT\n"
    "    compopt -o filenames 2>/dev/null || true\n"
    "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$2\")\n"
    "}\n"
    "@_indexed()\n"
    "{\n"
    "    # usage: @_indexed KEY: what the plans of the index have there\n"
    "    plan-search plans --quiet --format jsonl 2>/dev/null |\n"
    "        grep -o \"\\\"$1\\\":\\\"[^\\\"]*\\\"\" | cut -d '\"' -f 4 | "
    "sort -u\n"
    "}\n"
    "@_value()\n"
    "{\n"
    "    # usage: @_value COMMAND OPTION CURRENT, which may be a list\n"
    "    local words current=$3 prefix=\n"
    "    words=$(@_values \"$1 $2\")\n"
    "    [[ $current == *,* ]] && prefix=${current%,*},\n"
    "    case $words in\n"
    "    FILE) @_paths -f \"$current\" ;;\n"
    "    DIR) @_paths -d \"$current\" ;;\n"
    "    [A-Z]*) ;; # N and the like\n"
    "    *) @_reply \"$prefix\" \"${current##*,}\" $words ;;\n"
    "    esac\n"
    "}\n"
    "@_query()\n"
    "{\n"
    "    # usage: @_query CURRENT: a field, or a field's value\n"
    "    local current=$1 prefix= quoted= field words\n"
    "    if [[ $current == [\\'\\\"]* ]]; then\n"
    "        quoted=1 current=${current:1}\n"
    "    fi\n"
    "    if [[ $current == *' '* ]]; then\n"
    "        prefix=${current% *}' ' current=${current##* }\n"
    "    fi\n"
    "    if [[ $current == *:* ]]; then\n"
    "        field=${current%%:*} prefix+=$field: current=${current#*:}\n"
    "        words=$(@_field \"$field\")\n"
    "        @_reply \"$prefix\" \"$current\" $words\n"
    "    else\n"
    "        words=$(@_fields \"$current\")\n"
    "        @_open\n"
    "        @_reply \"$prefix\" \"$current\" $words\n"
    "        # readline would close the quotation after a lone field\n"
    "        if [[ -n $quoted && ${#COMPREPLY[*]} == 1 ]]; then\n"
    "            field=${COMPREPLY[0]#\"$prefix\"}\n"
    "            words=$(@_field \"${field%:}\")\n"
    "            [[ -n $words ]] && COMPREPLY=()\n"
    "            @_reply \"$prefix$field\" '' $words\n"
    "        fi\n"
    "    fi\n"
    "}\n"
    "@_operand()\n"
    "{\n"
    "    # usage: @_operand COMMAND CURRENT\n"
    "    local word words\n"
    "    for word in $(@_operands \"$1\"); do\n"
    "        case $word in\n"
    "        QUERY) @_query \"$2\" ;;\n"
    "        ID | PLAN) words=$(@_indexed id); @_reply '' \"$2\" $words ;;\n"
    "        COMMAND) words=$(@_commands); @_reply '' \"$2\" $words ;;\n"
    "        FILE | SOURCE) @_paths -f \"$2\" ;;\n"
    "        DIR) @_paths -d \"$2\" ;;\n"
    "        [a-z]*) @_reply '' \"$2\" \"$word\" ;;\n"
    "        esac\n"
    "    done\n"
    "}\n"
    "@()\n"
    "{\n"
    "    local IFS=$' \\t\\n' at=$COMP_CWORD words\n"
    "    local current=${COMP_WORDS[at]} before=${COMP_WORDS[at-1]}\n"
    "    local command=${COMP_WORDS[1]}\n"
    "    COMPREPLY=()\n"
    "    if ((at == 1)); then\n"
    "        words=$(@_commands)\n"
    "        @_reply '' \"$current\" $words --help --version\n"
    "        return\n"
    "    fi\n"
    "    if [[ $current == [=:] ]]; then\n"
    "        before=$current current=\n"
    "        at=$((at + 1))\n"
    "    fi\n"
    "    if [[ $before == = ]]; then\n"
    "        @_value \"$command\" \"${COMP_WORDS[at-2]}\" \"$current\"\n"
    "    elif [[ $before == : ]]; then\n"
    "        words=$(@_field \"${COMP_WORDS[at-2]}\")\n"
    "        @_reply '' \"$current\" $words\n"
    "    elif [[ $before == -* && -n $(@_values \"$command $before\") ]]; "
    "then\n"
    "        @_value \"$command\" \"$before\" \"$current\"\n"
    "    elif [[ $current == -* ]]; then\n"
    "        words=$(@_options \"$command\")\n"
    "        @_reply '' \"$current\" $words\n"
    "    else\n"
    "        @_operand \"$command\" \"$current\"\n"
    "    fi\n"
    "}\n";

/* ---- what the tables say */

static void function(GString *out, const char *name)
{
    g_string_append_printf(out, "@_%s()\n{\n    case $1 in\n", name);
}

static void function_end(GString *out)
{
    g_string_append(out, "    esac\n}\n");
}

static void put_commands(GString *out, const struct manual_program *program)
{
    g_string_append(out, "@_commands()\n{\n    echo");
    for (guint i = 0; i < program->count; i++)
        g_string_append_printf(out, " %s", program->commands[i].name);
    g_string_append(out, "\n}\n");
}

static void put_options(GString *out, const struct manual_program *program)
{
    function(out, "options");
    for (guint i = 0; i < program->count; i++) {
        const struct manual_command *command = &program->commands[i];
        g_string_append_printf(out, "    %s) echo", command->name);
        for (const GOptionEntry *at = command->entries; at->long_name != NULL;
             at++)
            if (*at->long_name != '\0')
                g_string_append_printf(out, " --%s", at->long_name);
        g_string_append(out, " ;;\n");
    }
    function_end(out);
}

static const struct manual_choice *choice_find(const struct manual_choice *list,
                                               const char *name)
{
    for (; list->name != NULL; list++)
        if (strcmp(list->name, name) == 0)
            return list;
    return NULL;
}

/* command: a pattern of bash. */
static void put_value(GString *out, const char *command,
                      const struct manual_choice *choice,
                      const GOptionEntry *entry)
{
    g_autofree char *words = choice != NULL
                                 ? g_strjoinv(" ", (char **)choice->words)
                                 : g_strdup(entry->arg_description);
    g_string_append_printf(out, "    %s' --%s'", command, entry->long_name);
    if (entry->short_name != 0)
        g_string_append_printf(out, " | %s' -%c'", command, entry->short_name);
    g_string_append_printf(out, ") echo '%s' ;;\n", words);
}

/* What only one command's option takes. */
static void put_own_values(GString *out, const struct manual_program *program,
                           const struct manual_command *command)
{
    for (const GOptionEntry *at = command->entries; at->long_name != NULL;
         at++) {
        g_autofree char *name =
            g_strconcat(command->name, " --", at->long_name, NULL);
        const struct manual_choice *own = choice_find(program->choices, name);
        if (own != NULL)
            put_value(out, command->name, own, at);
    }
}

/* An option means the same in every command: each is said once, after those
 * that differ.  N and the like are never what somebody types: they complete
 * nothing, but keep what follows such an option from being taken for an
 * operand. */
static void put_values(GString *out, const struct manual_program *program)
{
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    function(out, "values");
    for (guint i = 0; i < program->count; i++)
        put_own_values(out, program, &program->commands[i]);
    for (guint i = 0; i < program->count; i++)
        for (const GOptionEntry *at = program->commands[i].entries;
             at->long_name != NULL; at++)
            if (at->arg_description != NULL &&
                g_hash_table_add(done, (gpointer)at->long_name))
                put_value(out, "*",
                          choice_find(program->choices, at->long_name), at);
    function_end(out);
}

static void put_operands(GString *out, const struct manual_program *program)
{
    function(out, "operands");
    for (guint i = 0; i < program->count; i++) {
        g_autofree char *words = g_strdup(program->commands[i].operands);
        for (char *at = words; *at != '\0'; at++)
            if (!g_ascii_isalpha(*at) && *at != '-')
                *at = ' ';
        g_string_append_printf(out, "    %s) echo %s ;;\n",
                               program->commands[i].name, g_strstrip(words));
    }
    function_end(out);
}

static void put_field(GString *out, const struct manual_choice *field)
{
    g_string_append_printf(out, "    %s | %s) ", field->name, field->alias);
    if (field->words != NULL) {
        g_autofree char *words = g_strjoinv(" ", (char **)field->words);
        g_string_append_printf(out, "echo %s ;;\n", words);
    } else if (strcmp(field->name, "plan") == 0) {
        g_string_append(out, "@_indexed id ;;\n");
    } else if (strcmp(field->name, "place") == 0 ||
               strcmp(field->name, "period") == 0) {
        g_string_append_printf(out, "@_indexed %s ;;\n", field->name);
    } else {
        g_string_append(out, ";;\n");
    }
}

/* Chinese names only for who has begun to type one. */
static void put_fields(GString *out, const struct manual_choice *fields)
{
    g_string_append(out, "@_fields()\n{\n    echo");
    for (const struct manual_choice *at = fields; at->name != NULL; at++)
        g_string_append_printf(out, " %s:", at->name);
    g_string_append(out, "\n    [[ -z $1 ]] || echo");
    for (const struct manual_choice *at = fields; at->name != NULL; at++)
        g_string_append_printf(out, " %s:", at->alias);
    g_string_append(out, "\n}\n");
    function(out, "field");
    for (const struct manual_choice *at = fields; at->name != NULL; at++)
        put_field(out, at);
    function_end(out);
}

char *manual_completion(const struct manual_program *program)
{
    static const struct manual_choice none[] = {{NULL, NULL, NULL}};
    g_autofree char *stem = g_strconcat("_", program->name, NULL);
    GString *out = g_string_new(NULL);
    put_commands(out, program);
    put_options(out, program);
    put_values(out, program);
    put_operands(out, program);
    put_fields(out, program->fields != NULL ? program->fields : none);
    g_string_append(out, logic);
    g_string_replace(out, "@", g_strdelimit(stem, "-", '_'), 0);
    g_string_append_printf(out, "complete -F %s %s\n", stem, program->name);
    g_autofree char *head =
        g_strdup_printf("# bash completion of %s, made from its tables by\n"
                        "# '%s help completion'.\n",
                        program->name, program->name);
    g_string_prepend(out, head);
    return g_string_free(out, FALSE);
}
