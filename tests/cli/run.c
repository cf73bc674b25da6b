#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../close.h"
#include "run.h"

enum { WORDS_MAX = 64, SECONDS_MAX = 60 };

struct stream {
    int fd;
    char *text;
    size_t n, limit;
};

/* Split in place. */
static void
split(char *text, char **words)
{
    size_t n = 0;
    words[n++] = "ravine";
    while (*text) {
        char end = ' ';
        while (*text == ' ')
            text++;
        if (!*text)
            break;
        if (*text == '\'')
            end = *text++;
        assert_true(n < WORDS_MAX - 1);
        words[n++] = text;
        text += strcspn(text, end == ' ' ? " " : "'");
        if (*text)
            *text++ = '\0';
    }
    words[n] = NULL;
}

static void
become(const char *arguments, int out, int err, const char *path)
{
    char *words[WORDS_MAX], *copy = strdup(arguments);
    split(copy, words);
    alarm(SECONDS_MAX);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    dup2(path ? open(path, O_WRONLY) : out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    execv(RAVINE_PROGRAM, words);
    _exit(127);
}

/* Take what there is; @return false at the end, or where the limit closes the pipe. */
static bool
take(struct stream *s)
{
    char block[4096];
    ssize_t got = read(s->fd, block, sizeof block);
    if (got <= 0)
        return false;
    s->text = realloc(s->text, s->n + (size_t)got + 1);
    memcpy(s->text + s->n, block, (size_t)got);
    s->n += (size_t)got;
    s->text[s->n] = '\0';
    return s->n < s->limit;
}

static void
collect(struct stream streams[2])
{
    struct pollfd polls[2];
    for (int open = 2; open > 0;) {
        for (int i = 0; i < 2; i++)
            polls[i] = (struct pollfd){.fd = streams[i].fd, .events = POLLIN};
        poll(polls, 2, -1);
        for (int i = 0; i < 2; i++)
            if (polls[i].revents && !take(&streams[i])) {
                close(streams[i].fd);
                streams[i].fd = -1;
                open--;
            }
    }
}

struct answer
run_to(const char *arguments, const char *path, size_t limit)
{
    int out[2], err[2], status;
    assert_int_equal(pipe2(out, O_CLOEXEC) | pipe2(err, O_CLOEXEC), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(arguments, out[1], err[1], path);
    close(out[1]);
    close(err[1]);
    struct stream streams[2] = {
        {out[0], calloc(1, 1), 0, limit   },
        {err[0], calloc(1, 1), 0, SIZE_MAX}
    };
    collect(streams);
    waitpid(child, &status, 0);
    return (struct answer){
        .status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
        .out = streams[0].text,
        .n_out = streams[0].n,
        .err = streams[1].text,
    };
}

struct answer
run(const char *arguments)
{
    return run_to(arguments, NULL, SIZE_MAX);
}

void
answer_finish(struct answer *answer)
{
    free(answer->out);
    free(answer->err);
}

void
expect(const char *arguments, int status, const char *complaint)
{
    struct answer answer = run(arguments);
    bool told = complaint ? strstr(answer.err, complaint) != NULL : !*answer.err;
    if (answer.status != status || !told)
        fail_msg("ravine %s: status %d (expected %d), error output '%s' (expected '%s')",
                 arguments, answer.status, status, answer.err,
                 complaint ? complaint : "");
    answer_finish(&answer);
}

size_t
count_lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}
