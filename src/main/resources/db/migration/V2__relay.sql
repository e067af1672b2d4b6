-- One active relay in the cluster, and what it knows of each event.

-- Whose turn it is. until is PostgreSQL's time: the nodes' clocks do not matter.
create table relay_lease (
    name  text primary key,
    owner uuid        not null,
    until timestamptz not null
);

alter table event_processing
    -- Raised when sending starts, so that a crash counts, too.
    add column attempts        integer not null default 0,
    add column error           text,
    add column kafka_partition integer,
    add column kafka_offset    bigint;

-- The relay: whether a contact is parked behind an event that failed. Partial: there are few.
create index event_processing_failed_idx on event_processing (message_key) where status = 'failed';
