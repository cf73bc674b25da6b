#include "tui/pace.h"

/* Bytes that are sent without a question: a picture or two. */
enum { UNASKED = 2000 };

/* An answer may take so much longer than the shortest: a terminal has other things to do.
 */
static const int64_t patience_ns = 60000000, most_trip_ns = 500000000;
/* After that, and what the slowest line needs for all bytes that are under way, an answer
 * has got lost. */
static const int64_t lost_ns = 3000000000, a_byte_ns = 1000000, most_ns = 30000000000;

void
pace_ask(struct pace *pace, int64_t now_ns)
{
    pace->given_up += pace->asked;
    pace->asked = true;
    pace->asked_ns = now_ns;
    pace->before += pace->bytes;
    pace->bytes = 0;
}

/* A terminal that was in time is given some time more; over a slow line pictures follow
 * the answers. */
static int64_t
awaited_until(const struct pace *pace)
{
    int64_t trip = pace->trip_ns < most_trip_ns ? pace->trip_ns : most_trip_ns;
    return pace->asked_ns + trip + (pace->late ? 0 : patience_ns);
}

/* What comes sooner than it can answers a question that had been given up. */
void
pace_answer(struct pace *pace, int64_t now_ns)
{
    int64_t trip = now_ns - pace->asked_ns;
    pace->answers = true;
    if (pace->given_up > 0 && trip < pace->trip_ns / 2) {
        pace->given_up--;
        return;
    }
    pace->late = pace->asked && pace->trip_ns > 0 && trip > pace->trip_ns + patience_ns;
    if (pace->asked && pace->given_up == 0 &&
        (pace->trip_ns == 0 || trip < pace->trip_ns))
        pace->trip_ns = trip > 0 ? trip : 1;
    pace_forget(pace);
}

void
pace_forget(struct pace *pace)
{
    pace->asked = false;
    pace->given_up = 0;
    pace->before = 0;
}

bool
pace_send(struct pace *pace, size_t n, int64_t now_ns)
{
    bool waits = pace->asked && now_ns < pace_deadline(pace);
    pace->bytes += n;
    if (!pace->answers || waits || pace->bytes + pace->before < UNASKED)
        return false;
    pace_ask(pace, now_ns);
    return true;
}

bool
pace_holds(const struct pace *pace, int64_t now_ns)
{
    return pace->answers && pace->asked && now_ns < pace_deadline(pace) &&
           now_ns >= awaited_until(pace);
}

int64_t
pace_deadline(const struct pace *pace)
{
    int64_t wait = lost_ns + (int64_t)pace->before * a_byte_ns;
    return pace->asked_ns + (wait < most_ns ? wait : most_ns);
}
