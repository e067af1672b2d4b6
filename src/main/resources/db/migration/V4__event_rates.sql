-- What GET /api/ops/overview tells of all nodes together.

-- Raised by the relay and the consumers in the transaction of their marks, once a batch; kept for a day.
create table event_rates (
    minute timestamptz not null,
    status text        not null check (status in ('published', 'processed', 'failed')),
    events bigint      not null,
    primary key (minute, status)
);

-- GET /api/ops/overview: their number. Partial: there are few.
create index event_processing_discarded_idx on event_processing (seq) where status = 'discarded';
