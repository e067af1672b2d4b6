-- The second half of an event's life: processing, failure, and how long it is kept.

alter table event_processing
    -- Of the handlers; raised when one has failed.
    add column processing_attempts integer     not null default 0,
    -- When a handler is called again after a failure.
    add column retry_at            timestamptz,
    -- When the status changed last: PostgreSQL's time, because the nodes' clocks differ.
    add column changed_at          timestamptz not null default now();

-- Room in each page: counting an attempt then needs no new index entries.
alter table event_processing set (fillfactor = 60);

-- now() above fills old rows without writing each; a new one takes the moment itself.
alter table event_processing alter column changed_at set default clock_timestamp();

-- Retention and the stream: what changed before or after a time.
create index event_processing_changed_idx on event_processing (changed_at);

-- GET /api/events, newest first, and since and until.
create index event_processing_created_idx on event_processing (created_at, seq);

-- GET /api/events?status=discarded and ?error=: partial, because there are few.
create index event_processing_discarded_idx on event_processing (created_at, seq) where status = 'discarded';
create index event_processing_error_idx on event_processing (created_at, seq) where error is not null;

-- GET /api/events?contactId=
create index event_processing_key_idx on event_processing (message_key, seq);

-- The consumer: whether an earlier event of the same contact is not done yet. Partial, because a contact may have
-- thousands that are.
create index event_processing_undone_idx on event_processing (message_key, seq)
    where status in ('pending', 'published', 'failed');

-- The consumer: what stays behind its position, because it is to be retried or its contact was parked.
create index event_processing_published_idx on event_processing (kafka_partition, kafka_offset)
    where status = 'published';

-- Messages on the topic that are no events of ours, by their place. Kept for counting; their content is in the
-- dead letter topic.
create table poison_messages (
    kafka_partition integer     not null,
    kafka_offset    bigint      not null,
    reason          text        not null,
    seen_at         timestamptz not null,
    primary key (kafka_partition, kafka_offset)
);

-- Health, and retention.
create index poison_messages_seen_idx on poison_messages (seen_at);
