-- What operators do to failed events.

-- Who did what to an event, and why. It goes with its event.
create table event_history (
    id       bigint generated always as identity primary key,
    event_id uuid        not null references event_processing on delete cascade,
    at       timestamptz not null default clock_timestamp(),
    action   text        not null check (action in ('retry', 'discard')),
    reason   text        not null,
    user_id  text        not null,
    username text        not null,
    job_id   uuid
);

-- GET /api/events/{id}, and the deletion of an event.
create index event_history_event_idx on event_history (event_id);

-- Retries by filter: worked off in small batches by whichever node comes first.
create table event_retry_jobs (
    id          uuid primary key,
    filter      json        not null,
    reason      text        not null,
    user_id     text        not null,
    username    text        not null,
    status      text        not null default 'running' check (status in ('running', 'done', 'cancelled')),
    matched     bigint      not null,
    retried     bigint      not null default 0,
    -- Only what had failed when the job was made, and each event once.
    up_to_seq   bigint      not null,
    done_to_seq bigint      not null default 0,
    created_at  timestamptz not null default clock_timestamp(),
    next_at     timestamptz not null default clock_timestamp(),
    finished_at timestamptz
);

-- The next batch to be done.
create index event_retry_jobs_running_idx on event_retry_jobs (next_at) where status = 'running';

-- Retention.
create index event_retry_jobs_finished_idx on event_retry_jobs (finished_at);
