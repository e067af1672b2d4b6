-- What GET /api/ops/overview tells of all nodes together.

-- Raised by the relay and the consumers in the transaction of their marks, once a batch; kept for a day.
create table event_rates (
    minute timestamptz not null,
    status text        not null check (status in ('published', 'processed', 'failed')),
    events bigint      not null,
    primary key (minute, status)
);
