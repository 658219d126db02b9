import type { Knex } from 'knex';

/** A moment at which the claim on a cluster was taken, handed back, or taken over. */
export interface ClaimMoment {
  cluster: string;
  /** Name of the backend. */
  by: string;
  /** Name of the backend that held it until then. */
  from: string | null;
  taken: boolean;
}

/** A write that reached the simulator, and who held the cluster at that moment. */
export interface WitnessedWrite {
  cluster: string;
  writer: string;
  holder: string | null;
}

/** Lets the database itself keep a record of who holds which cluster, as no backend can be trusted to tell of its own errors. */
export async function witnessClaims(knex: Knex) {
  await knex.raw(`
    CREATE TABLE claim_moments (
      id serial, cluster text, claim text, released text, by text DEFAULT current_setting('application_name')
    );
    CREATE FUNCTION holder_of(asked text) RETURNS text LANGUAGE sql AS
      'SELECT by FROM claim_moments WHERE claim = asked ORDER BY id LIMIT 1';

    CREATE FUNCTION witness_claim() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        INSERT INTO claim_moments (cluster, released) VALUES (OLD.id, OLD.claimed_by);
      ELSE
        INSERT INTO claim_moments (cluster, claim, released) VALUES (NEW.id, NEW.claimed_by, OLD.claimed_by);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER claim_changes AFTER UPDATE ON work FOR EACH ROW
      WHEN (NEW.kind = 'cluster' AND NEW.claimed_by IS DISTINCT FROM OLD.claimed_by)
      EXECUTE FUNCTION witness_claim();
    CREATE TRIGGER claim_ends AFTER DELETE ON work FOR EACH ROW
      WHEN (OLD.kind = 'cluster') EXECUTE FUNCTION witness_claim();

    CREATE TABLE witnessed_writes (id serial, cluster text, writer text, holder text);
    CREATE FUNCTION witness_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO witnessed_writes (cluster, writer, holder)
        SELECT NEW.cluster_uid, current_setting('application_name'),
          (SELECT holder_of(claimed_by) FROM work WHERE kind = 'cluster' AND id = NEW.cluster_uid);
      RETURN NULL;
    END $$;
    CREATE TRIGGER writes AFTER INSERT OR UPDATE ON simulator_operations FOR EACH ROW
      EXECUTE FUNCTION witness_write();
  `);

  return {
    async moments(): Promise<ClaimMoment[]> {
      return knex('claim_moments')
        .orderBy('id')
        .select('cluster', 'by', {
          from: knex.raw('holder_of(released)'),
          taken: knex.raw('claim IS NOT NULL'),
        });
    },
    async writes(): Promise<WitnessedWrite[]> {
      return knex('witnessed_writes')
        .orderBy('id')
        .select('cluster', 'writer', 'holder');
    },
  };
}
