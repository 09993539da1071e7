/* What the commands share: messages, the index, the query, the end. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

#include <stdio.h>

static void say(const char *format, va_list arguments)
{
    g_autofree char *raw = g_strdup_vprintf(format, arguments);
    g_autofree char *message = g_utf8_make_valid(raw, -1);
    fputs(PROGRAM ": ", stderr);
    /* A query or a file's name may hold anything. */
    for (const char *at = message; *at != '\0'; at = g_utf8_next_char(at)) {
        bool control = g_unichar_iscntrl(g_utf8_get_char(at)) && *at != '\n';
        fprintf(stderr, "%.*s", control ? 1 : (int)(g_utf8_next_char(at) - at),
                control ? "?" : at);
    }
    fputc('\n', stderr);
}

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

void note(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!session->options.quiet)
        say(format, arguments);
    va_end(arguments);
}

enum status complain_error(GError *error)
{
    enum status status =
        error->domain == QUERY_ERROR ? STATUS_USAGE
        : error->domain == STORE_ERROR || error->domain == G_FILE_ERROR
            ? STATUS_INPUT
            : STATUS_INTERNAL;
    complain("%s", error->message);
    g_error_free(error);
    return status;
}

enum status usage(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    fprintf(stderr, _("  usage: %s %s [OPTION…] %s\n"), PROGRAM,
            session->command->name, session->command->operands);
    return STATUS_USAGE;
}

struct index *session_open(const struct options *options, GError **error)
{
    g_autofree char *usual = index_usual_dir();
    const char *const one[] = {usual, NULL};
    struct index *index = index_open(
        options->dbs != NULL ? (const char *const *)options->dbs : one, error);
    if (error != NULL &&
        g_error_matches(*error, STORE_ERROR, STORE_ERROR_MISSING)) {
        g_autofree char *message = g_steal_pointer(&(*error)->message);
        (*error)->message = g_strconcat(
            message,
            _("\n  'plan-index update FOLDER' makes one; --db DIR or $PLAN_DB "
              "says where it is"),
            NULL);
    }
    return index;
}

struct query *session_query(const struct session *session, GError **error)
{
    g_autofree char *text = g_strjoinv(" ", session->options.operands);
    return session->options.fixed ? query_fixed(text, error)
                                  : query_parse(text, error);
}

enum status session_close(struct emit *emit, enum status status)
{
    GError *error = NULL;
    if (status == STATUS_INPUT || status == STATUS_INTERNAL) {
        emit_abandon(emit);
        return status;
    }
    guint cut = emit_cut(emit);
    if (cut > 0)
        complain(ngettext("%u cell is cut: a spreadsheet's cell holds 32,767 "
                          "characters; csv and jsonl have it whole",
                          "%u cells are cut: a spreadsheet's cell holds 32,767 "
                          "characters; csv and jsonl have them whole",
                          cut),
                 cut);
    return emit_close(emit, &error) ? status : complain_error(error);
}

void session_cut(const struct session *session, guint count, guint *first,
                 guint *last)
{
    const struct match_options *options = &session->options.ranking;
    records_range(options->limit, options->offset, count, first, last);
    g_autofree char *cut = records_cut(*last - *first, count);
    if (cut != NULL)
        note(session, "%s", cut);
}

bool session_draws(const struct session *session)
{
    return session->options.emit.format == EMIT_SVG;
}

char *session_picture_note(const struct session *session)
{
    return session_draws(session)
               ? g_strdup_printf(PROGRAM " " PLAN_VERSION " · %.16s",
                                 index_fingerprint(session->index))
               : NULL;
}
