-- A store as the program wrote it when its schema was 1. Never changed: it stands for the files that people have.
PRAGMA application_id = 1097028453;
PRAGMA user_version = 1;
PRAGMA foreign_keys = OFF;
PRAGMA journal_mode = WAL;
BEGIN TRANSACTION;
CREATE TABLE events (
    study_id INTEGER NOT NULL REFERENCES studies (id),
    version  INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (study_id, version)
) STRICT;
INSERT INTO "events" VALUES(1,0,'study-created','2024-02-29 23:59:58.123Z','{"definition":{"name":"it","seed":18446744073709551615,"data_set":{"name":"glyphs","path":null,"train":100,"validation":null,"test":null},"data_fingerprint":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","image":{"channels":1,"height":28,"width":28,"elements":784},"classes":10,"objective":{"metric":"ValidationLoss","maximize":false,"metric_name":"validation_loss"},"max_attempts":2,"source":"study: it\n"},"at":"2024-02-29T23:59:58.1234567+00:00"}');
INSERT INTO "events" VALUES(1,1,'trials-added','2024-02-29 23:59:58.123Z','{"trials":[{"id":"2ee42d3da4a9d9bd3708b55ed12e237d","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,1]},"replicate":0,"parameters":1000,"multiply_accumulates":50000,"memory_bytes":9223372036854775807,"rejection":null},{"id":"8cbd82d4b9a76116202264acd897b406","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,2],"learning_rate":0.002},"replicate":1,"parameters":1001,"multiply_accumulates":50001,"memory_bytes":9223372036854775806,"rejection":null},{"id":"1a80da33bd18a42ccc0668cad3f482f2","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,3],"learning_rate":0.003},"replicate":2,"parameters":1002,"multiply_accumulates":50002,"memory_bytes":9223372036854775805,"rejection":null},{"id":"cc5a395d10bdb24a3ec79dca1c2cb580","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,4],"learning_rate":0.004},"replicate":0,"parameters":1003,"multiply_accumulates":50003,"memory_bytes":9223372036854775804,"rejection":null},{"id":"bf01106b357e76b4f09f0a91d107c810","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,5],"learning_rate":0.005},"replicate":1,"parameters":1004,"multiply_accumulates":50004,"memory_bytes":9223372036854775803,"rejection":null},{"id":"63e2ff0b146421d51f1a2485aef0a7fb","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,6],"learning_rate":0.006},"replicate":2,"parameters":1005,"multiply_accumulates":50005,"memory_bytes":9223372036854775802,"rejection":null}],"at":"2024-02-29T23:59:58.1234567+00:00"}');
INSERT INTO "events" VALUES(1,2,'study-opened','2024-02-29 23:59:58.123Z','{"lease_duration":"00:00:30","at":"2024-02-29T23:59:58.1234567+00:00"}');
INSERT INTO "events" VALUES(1,3,'trial-leased','2024-03-01 00:00:02.123Z','{"trial":"2ee42d3da4a9d9bd3708b55ed12e237d","attempt":1,"worker":"worker-3","deadline":"2024-03-01T00:00:32.1234567+00:00","at":"2024-03-01T00:00:02.1234567+00:00"}');
INSERT INTO "events" VALUES(1,4,'trial-leased','2024-03-01 00:00:02.123Z','{"trial":"8cbd82d4b9a76116202264acd897b406","attempt":1,"worker":"worker-3","deadline":"2024-03-01T00:00:32.1234567+00:00","at":"2024-03-01T00:00:02.1234567+00:00"}');
INSERT INTO "events" VALUES(1,5,'trial-leased','2024-03-01 00:00:04.123Z','{"trial":"1a80da33bd18a42ccc0668cad3f482f2","attempt":1,"worker":"worker-2","deadline":"2024-03-01T00:00:34.1234567+00:00","at":"2024-03-01T00:00:04.1234567+00:00"}');
INSERT INTO "events" VALUES(1,6,'study-redefined','2024-03-01 00:00:07.123Z','{"definition":{"name":"it","seed":18446744073709551615,"data_set":{"name":"glyphs","path":null,"train":100,"validation":null,"test":null},"data_fingerprint":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","image":{"channels":1,"height":28,"width":28,"elements":784},"classes":10,"objective":{"metric":"ValidationLoss","maximize":false,"metric_name":"validation_loss"},"max_attempts":2,"source":"change 2"},"at":"2024-03-01T00:00:07.1234567+00:00"}');
INSERT INTO "events" VALUES(1,7,'trials-added','2024-03-01 00:00:07.123Z','{"trials":[{"id":"cde1a9da01ef6616a93442965db1a673","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,7],"learning_rate":0.007},"replicate":0,"parameters":0,"multiply_accumulates":0,"memory_bytes":0,"rejection":"layer 6: caf\u00E9 \u4E2D\u6587 \uD83D\uDD2C \u0027single\u0027 \u0022double\u0022 \\ ; -- \t\r\n end"},{"id":"6bc0c6761a677933df7c6f188b40eeb0","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,8],"learning_rate":0.008},"replicate":1,"parameters":1007,"multiply_accumulates":50007,"memory_bytes":9223372036854775800,"rejection":null}],"at":"2024-03-01T00:00:07.1234567+00:00"}');
INSERT INTO "events" VALUES(1,8,'epoch-reported','2024-03-01 00:00:11.123Z','{"trial":"8cbd82d4b9a76116202264acd897b406","attempt":1,"metrics":{"epoch":6,"train_loss":0.6444839600680787,"train_accuracy":0.5239866755548802,"validation_loss":"Infinity","validation_accuracy":0.514163597260678,"seconds":0.1891087671691127},"deadline":"2024-03-01T00:00:41.1234567+00:00","at":"2024-03-01T00:00:11.1234567+00:00"}');
INSERT INTO "events" VALUES(1,9,'trial-finished','2024-03-01 00:00:13.123Z','{"trial":"8cbd82d4b9a76116202264acd897b406","attempt":1,"result":{"outcome":"Collapsed","reason":"","best":{"epoch":6,"train_loss":0.6961313182004407,"train_accuracy":0.12498577084624478,"validation_loss":0.058931014528000265,"validation_accuracy":0.928374714184727,"seconds":0.27866970807251973},"test_loss":0.11778334859655394,"test_accuracy":0.09490041997977552,"epochs":1,"seconds":1.5},"at":"2024-03-01T00:00:13.1234567+00:00"}');
INSERT INTO "events" VALUES(1,10,'trial-finished','2024-03-01 00:00:17.123Z','{"trial":"1a80da33bd18a42ccc0668cad3f482f2","attempt":1,"result":{"outcome":"Completed","reason":"","best":{"epoch":6,"train_loss":0.08316673156021476,"train_accuracy":0.1988666645245937,"validation_loss":0.19542757104869354,"validation_accuracy":0.3693454188151962,"seconds":0.39224766445916504},"test_loss":0.9413090012694285,"test_accuracy":"Infinity","epochs":2,"seconds":1.5},"at":"2024-03-01T00:00:17.1234567+00:00"}');
INSERT INTO "events" VALUES(1,11,'trial-leased','2024-03-01 00:00:17.123Z','{"trial":"cc5a395d10bdb24a3ec79dca1c2cb580","attempt":1,"worker":"worker-2","deadline":"2024-03-01T00:00:47.1234567+00:00","at":"2024-03-01T00:00:17.1234567+00:00"}');
INSERT INTO "events" VALUES(1,12,'trial-leased','2024-03-01 00:00:17.123Z','{"trial":"bf01106b357e76b4f09f0a91d107c810","attempt":1,"worker":"worker-2","deadline":"2024-03-01T00:00:47.1234567+00:00","at":"2024-03-01T00:00:17.1234567+00:00"}');
INSERT INTO "events" VALUES(1,13,'lease-renewed','2024-03-01 00:00:17.123Z','{"trial":"2ee42d3da4a9d9bd3708b55ed12e237d","attempt":1,"deadline":"2024-03-01T00:00:47.1234567+00:00","at":"2024-03-01T00:00:17.1234567+00:00"}');
INSERT INTO "events" VALUES(1,14,'trial-leased','2024-03-01 00:00:20.123Z','{"trial":"63e2ff0b146421d51f1a2485aef0a7fb","attempt":1,"worker":"worker-1","deadline":"2024-03-01T00:00:50.1234567+00:00","at":"2024-03-01T00:00:20.1234567+00:00"}');
INSERT INTO "events" VALUES(1,15,'trial-leased','2024-03-01 00:00:20.123Z','{"trial":"6bc0c6761a677933df7c6f188b40eeb0","attempt":1,"worker":"worker-1","deadline":"2024-03-01T00:00:50.1234567+00:00","at":"2024-03-01T00:00:20.1234567+00:00"}');
INSERT INTO "events" VALUES(1,16,'epoch-reported','2024-03-01 00:00:24.123Z','{"trial":"6bc0c6761a677933df7c6f188b40eeb0","attempt":1,"metrics":{"epoch":5,"train_loss":"Infinity","train_accuracy":0.2588182181393813,"validation_loss":0.49847749643888206,"validation_accuracy":0.5508007502885539,"seconds":0.8542015295728117},"deadline":"2024-03-01T00:00:54.1234567+00:00","at":"2024-03-01T00:00:24.1234567+00:00"}');
INSERT INTO "events" VALUES(1,17,'trial-finished','2024-03-01 00:00:24.123Z','{"trial":"cc5a395d10bdb24a3ec79dca1c2cb580","attempt":1,"result":{"outcome":"Diverged","reason":"","best":{"epoch":6,"train_loss":0.06958201111740527,"train_accuracy":0.0030841883286294473,"validation_loss":0.8424940471735289,"validation_accuracy":0.5685254049340847,"seconds":0.23721791442354112},"test_loss":"NaN","test_accuracy":0.3609396667969132,"epochs":2,"seconds":1.5},"at":"2024-03-01T00:00:24.1234567+00:00"}');
INSERT INTO "events" VALUES(1,18,'epoch-reported','2024-03-01 00:00:31.123Z','{"trial":"2ee42d3da4a9d9bd3708b55ed12e237d","attempt":1,"metrics":{"epoch":5,"train_loss":0.6646332324783473,"train_accuracy":0.4069475738364028,"validation_loss":0.38741528959358823,"validation_accuracy":"Infinity","seconds":0.11850696667959307},"deadline":"2024-03-01T00:01:01.1234567+00:00","at":"2024-03-01T00:00:31.1234567+00:00"}');
INSERT INTO "events" VALUES(1,19,'lease-renewed','2024-03-01 00:00:37.123Z','{"trial":"63e2ff0b146421d51f1a2485aef0a7fb","attempt":1,"deadline":"2024-03-01T00:01:07.1234567+00:00","at":"2024-03-01T00:00:37.1234567+00:00"}');
INSERT INTO "events" VALUES(1,20,'study-redefined','2024-03-01 00:00:38.123Z','{"definition":{"name":"it","seed":18446744073709551615,"data_set":{"name":"glyphs","path":null,"train":100,"validation":null,"test":null},"data_fingerprint":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","image":{"channels":1,"height":28,"width":28,"elements":784},"classes":10,"objective":{"metric":"ValidationLoss","maximize":false,"metric_name":"validation_loss"},"max_attempts":2,"source":"change 1"},"at":"2024-03-01T00:00:38.1234567+00:00"}');
INSERT INTO "events" VALUES(1,21,'trials-added','2024-03-01 00:00:38.123Z','{"trials":[{"id":"13ba0b93ea2b187869fc01612d07d0b3","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,9],"learning_rate":0.009000000000000001},"replicate":2,"parameters":1008,"multiply_accumulates":50008,"memory_bytes":9223372036854775799,"rejection":null},{"id":"9975274459f299a482af994a6760ce2b","config":{"activation":"tanh","batch_norm":true,"channels":[8,16,10],"learning_rate":0.01},"replicate":0,"parameters":1009,"multiply_accumulates":50009,"memory_bytes":9223372036854775798,"rejection":null}],"at":"2024-03-01T00:00:38.1234567+00:00"}');
INSERT INTO "events" VALUES(1,22,'trial-leased','2024-03-01 00:00:39.123Z','{"trial":"13ba0b93ea2b187869fc01612d07d0b3","attempt":1,"worker":"worker-2","deadline":"2024-03-01T00:01:09.1234567+00:00","at":"2024-03-01T00:00:39.1234567+00:00"}');
INSERT INTO "events" VALUES(1,23,'trial-leased','2024-03-01 00:00:42.123Z','{"trial":"9975274459f299a482af994a6760ce2b","attempt":1,"worker":"worker-0","deadline":"2024-03-01T00:01:12.1234567+00:00","at":"2024-03-01T00:00:42.1234567+00:00"}');
INSERT INTO "events" VALUES(1,24,'attempt-ended','2024-03-01 00:00:48.123Z','{"trial":"6bc0c6761a677933df7c6f188b40eeb0","attempt":1,"end":"Failed","reason":"caf\u00E9 \u4E2D\u6587 \uD83D\uDD2C \u0027single\u0027 \u0022double\u0022 \\ ; -- \t\r\n end","gives_up":false,"at":"2024-03-01T00:00:48.1234567+00:00"}');
INSERT INTO "events" VALUES(1,25,'trial-finished','2024-03-01 00:00:50.123Z','{"trial":"9975274459f299a482af994a6760ce2b","attempt":1,"result":{"outcome":"Collapsed","reason":"","best":null,"test_loss":0.18942355280249545,"test_accuracy":0.5617406831876098,"epochs":0,"seconds":1.5},"at":"2024-03-01T00:00:50.1234567+00:00"}');
INSERT INTO "events" VALUES(1,26,'trial-finished','2024-03-01 00:00:53.123Z','{"trial":"13ba0b93ea2b187869fc01612d07d0b3","attempt":1,"result":{"outcome":"Diverged","reason":"so it went","best":null,"test_loss":0.9182232585354816,"test_accuracy":0.5817427363161662,"epochs":0,"seconds":1.5},"at":"2024-03-01T00:00:53.1234567+00:00"}');
INSERT INTO "events" VALUES(1,27,'attempt-ended','2024-03-01 00:00:53.123Z','{"trial":"63e2ff0b146421d51f1a2485aef0a7fb","attempt":1,"end":"Failed","reason":"caf\u00E9 \u4E2D\u6587 \uD83D\uDD2C \u0027single\u0027 \u0022double\u0022 \\ ; -- \t\r\n end","gives_up":false,"at":"2024-03-01T00:00:53.1234567+00:00"}');
CREATE TABLE lock_holder (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    process INTEGER NOT NULL,
    machine TEXT    NOT NULL
) STRICT;
INSERT INTO "lock_holder" VALUES(1,4294,'worker-host');
CREATE TABLE studies (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL UNIQUE,
    epoch       INTEGER NOT NULL,
    event_count INTEGER NOT NULL,
    trial_count INTEGER NOT NULL,
    created_at  TEXT
) STRICT;
INSERT INTO "studies" VALUES(1,'it',1,28,10,'2024-02-29 23:59:58.123Z');
CREATE TABLE trials (
    study                TEXT    NOT NULL,
    trial                TEXT    NOT NULL,
    position             INTEGER NOT NULL,
    replicate            INTEGER NOT NULL,
    config               TEXT    NOT NULL,
    parameters           INTEGER NOT NULL,
    multiply_accumulates INTEGER NOT NULL,
    memory_bytes         INTEGER NOT NULL,
    status               TEXT    NOT NULL,
    outcome              TEXT,
    reason               TEXT    NOT NULL,
    attempt              INTEGER NOT NULL,
    failures             INTEGER NOT NULL,
    worker               TEXT,
    best_epoch           INTEGER,
    train_loss           REAL,
    train_accuracy       REAL,
    validation_loss      REAL,
    validation_accuracy  REAL,
    test_loss            REAL,
    test_accuracy        REAL,
    epochs               INTEGER NOT NULL,
    seconds              REAL,
    updated_at           TEXT    NOT NULL
) STRICT;
INSERT INTO "trials" VALUES('it','2ee42d3da4a9d9bd3708b55ed12e237d',0,0,'{"activation":"tanh","batch_norm":true,"channels":[8,16,1]}',1000,50000,9223372036854775807,'running',NULL,'',1,0,'worker-3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,5,NULL,'2024-03-01 00:00:31.123Z');
INSERT INTO "trials" VALUES('it','8cbd82d4b9a76116202264acd897b406',1,1,'{"activation":"tanh","batch_norm":true,"channels":[8,16,2],"learning_rate":0.002}',1001,50001,9223372036854775806,'ended','collapsed','',1,0,'worker-3',6,6.96131318200440718513e-01,1.2498577084624477862e-01,5.89310145280002653511e-02,0.928374714184727,1.17783348596553941178e-01,9.49004199797755243483e-02,1,1.5,'2024-03-01 00:00:13.123Z');
INSERT INTO "trials" VALUES('it','1a80da33bd18a42ccc0668cad3f482f2',2,2,'{"activation":"tanh","batch_norm":true,"channels":[8,16,3],"learning_rate":0.003}',1002,50002,9223372036854775805,'ended','completed','',1,0,'worker-2',6,8.31667315602147572128e-02,1.98866664524593700358e-01,1.95427571048693543565e-01,3.69345418815196224748e-01,9.4130900126942851358e-01,9e999,2,1.5,'2024-03-01 00:00:17.123Z');
INSERT INTO "trials" VALUES('it','cc5a395d10bdb24a3ec79dca1c2cb580',3,0,'{"activation":"tanh","batch_norm":true,"channels":[8,16,4],"learning_rate":0.004}',1003,50003,9223372036854775804,'ended','diverged','',1,0,'worker-2',6,6.95820111174052652325e-02,3.08418832862944729961e-03,8.42494047173528937122e-01,5.68525404934084654939e-01,NULL,3.60939666796913194435e-01,2,1.5,'2024-03-01 00:00:24.123Z');
INSERT INTO "trials" VALUES('it','bf01106b357e76b4f09f0a91d107c810',4,1,'{"activation":"tanh","batch_norm":true,"channels":[8,16,5],"learning_rate":0.005}',1004,50004,9223372036854775803,'running',NULL,'',1,0,'worker-2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,'2024-03-01 00:00:17.123Z');
INSERT INTO "trials" VALUES('it','63e2ff0b146421d51f1a2485aef0a7fb',5,2,'{"activation":"tanh","batch_norm":true,"channels":[8,16,6],"learning_rate":0.006}',1005,50005,9223372036854775802,'waiting',NULL,'café 中文 🔬 ''single'' "double" \ ; -- '||char(9)||''||char(13,10)||' end',1,1,'worker-1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,'2024-03-01 00:00:53.123Z');
INSERT INTO "trials" VALUES('it','cde1a9da01ef6616a93442965db1a673',6,0,'{"activation":"tanh","batch_norm":true,"channels":[8,16,7],"learning_rate":0.007}',0,0,0,'ended','rejected','layer 6: café 中文 🔬 ''single'' "double" \ ; -- '||char(9)||''||char(13,10)||' end',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,'2024-03-01 00:00:07.123Z');
INSERT INTO "trials" VALUES('it','6bc0c6761a677933df7c6f188b40eeb0',7,1,'{"activation":"tanh","batch_norm":true,"channels":[8,16,8],"learning_rate":0.008}',1007,50007,9223372036854775800,'waiting',NULL,'café 中文 🔬 ''single'' "double" \ ; -- '||char(9)||''||char(13,10)||' end',1,1,'worker-1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,'2024-03-01 00:00:48.123Z');
INSERT INTO "trials" VALUES('it','13ba0b93ea2b187869fc01612d07d0b3',8,2,'{"activation":"tanh","batch_norm":true,"channels":[8,16,9],"learning_rate":0.009000000000000001}',1008,50008,9223372036854775799,'ended','diverged','so it went',1,0,'worker-2',NULL,NULL,NULL,NULL,NULL,9.18223258535481590136e-01,5.8174273631616624236e-01,0,1.5,'2024-03-01 00:00:53.123Z');
INSERT INTO "trials" VALUES('it','9975274459f299a482af994a6760ce2b',9,0,'{"activation":"tanh","batch_norm":true,"channels":[8,16,10],"learning_rate":0.01}',1009,50009,9223372036854775798,'ended','collapsed','',1,0,'worker-0',NULL,NULL,NULL,NULL,NULL,1.89423552802495454017e-01,5.6174068318760983498e-01,0,1.5,'2024-03-01 00:00:50.123Z');
CREATE UNIQUE INDEX trials_by_trial ON trials (trial, study);
COMMIT;

