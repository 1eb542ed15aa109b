// The same question answered by others, in the same browser and run as Whocan: two plain JavaScript
// programs, and CASL, casbin and SQLite (sql.js) at the sizes that they can bear. Every answer is compared
// with Whocan's before anything is timed.

import { createMongoAbility } from "@casl/ability";
import { newEnforcer, newModelFromString, StringAdapter } from "casbin";
import initSqlJs from "sql.js/dist/sql-wasm-browser.js";

const names = ["Deny", "Read", "Read-Write", "Read-Write-Delete"];
const order = new Map(names.map((name, at) => [name, at]));

/** The file as arrays: levels and data per group, groups per person, what is secured, who is admin. */
function arrays(file) {
  const { directory, models } = JSON.parse(file);
  const model = models.processes;
  const processes = model.catalogue.flatMap((main) =>
    main.processes.map((process) => ({ ...process, beyond: main.beyondSystemAdmin === true })),
  );
  const offered = processes.map((process) => [0, ...(process.levels ?? names.slice(1)).map((name) => order.get(name))].sort());
  const places = new Map(processes.map((process, at) => [process.id, at]));
  const groups = new Map(directory.groups.map((group, at) => [group.id, at]));
  const rows = (of, fit) => {
    const cells = new Uint8Array(groups.size * processes.length);
    for (const [group, row] of Object.entries(of ?? {})) {
      for (const [process, name] of Object.entries(row)) {
        const place = places.get(process);
        cells[groups.get(group) * processes.length + place] = fit(order.get(name), place);
      }
    }
    return cells;
  };
  const down = (level, place) => Math.max(...offered[place].filter((other) => other <= level));
  const admins = new Set(model.systemAdmins);
  return {
    ids: processes.map((process) => process.id),
    count: processes.length,
    groupCount: groups.size,
    levels: rows(model.levels, down),
    data: rows(model.secured, (level) => level),
    secured: Uint8Array.from(processes, (process) => (process.secured ? 1 : 0)),
    admin: Uint8Array.from(processes, (process, at) => (process.beyond ? 0 : Math.max(...offered[at]))),
    people: directory.users.map((user) => ({
      id: user.id,
      groups: (user.groups ?? []).map((id) => groups.get(id)),
      admin: admins.has(user.id),
    })),
  };
}

/** A byte a cell, one after the other. */
function byteLoop({ people, count, levels, data, secured, admin }) {
  const out = new Uint8Array(people.length * count);
  const own = new Uint8Array(count);
  return () => {
    people.forEach((person, at) => {
      const start = at * count;
      out.fill(0, start, start + count);
      own.fill(0);
      for (const group of person.groups) {
        const from = group * count;
        for (let place = 0; place < count; place++) {
          if (levels[from + place] > out[start + place]) out[start + place] = levels[from + place];
          if (data[from + place] > own[place]) own[place] = data[from + place];
        }
      }
      for (let place = 0; place < count; place++) {
        if (person.admin && admin[place] > out[start + place]) out[start + place] = admin[place];
        if (secured[place] && own[place] < out[start + place]) out[start + place] = own[place];
      }
    });
    return out;
  };
}

/** Three bits a cell in planes of 32-bit words, as Whocan does it with 64. */
function bitPlanes({ people, count, groupCount, levels, data, secured, admin }) {
  const words = Math.ceil(count / 32);
  const size = 3 * words;
  const planes = (rows, of) => {
    const bits = new Uint32Array(rows * size);
    for (let row = 0; row < rows; row++) {
      for (let place = 0; place < count; place++) {
        for (let plane = 0; plane < of(row, place); plane++) {
          bits[row * size + plane * words + (place >> 5)] |= 1 << (place & 31);
        }
      }
    }
    return bits;
  };
  const process = planes(groupCount, (row, place) => levels[row * count + place]);
  const own = planes(groupCount, (row, place) => data[row * count + place]);
  const everything = planes(1, (_, place) => admin[place]);
  const open = planes(1, (_, place) => (secured[place] ? 0 : 3));
  const out = new Uint32Array(people.length * size);
  const mask = new Uint32Array(size);
  const run = () => {
    people.forEach((person, at) => {
      const start = at * size;
      out.fill(0, start, start + size);
      mask.set(open);
      for (const group of person.groups) {
        const from = group * size;
        for (let word = 0; word < size; word++) {
          out[start + word] |= process[from + word];
          mask[word] |= own[from + word];
        }
      }
      for (let word = 0; word < size; word++) {
        if (person.admin) out[start + word] |= everything[word];
        out[start + word] &= mask[word];
      }
    });
    return out;
  };
  const level = (person, place) => {
    const bit = (plane) => (out[person * size + plane * words + (place >> 5)] >>> (place & 31)) & 1;
    return bit(0) + bit(1) + bit(2);
  };
  return { run, level };
}

/** An ability a person, of one rule for each permitted cell of their groups; asked for each level. */
function casl({ ids, count, levels, data, secured, admin, people }, some) {
  return () => {
    const out = new Uint8Array(some * count);
    for (let at = 0; at < some; at++) {
      const rules = [];
      for (let place = 0; place < count; place++) {
        const best = (cells) => Math.max(0, ...people[at].groups.map((group) => cells[group * count + place]));
        let level = best(levels);
        if (people[at].admin) level = Math.max(level, admin[place]);
        if (secured[place]) level = Math.min(level, best(data));
        if (level > 0) rules.push({ action: names.slice(1, level + 1), subject: ids[place] });
      }
      const ability = createMongoAbility(rules);
      for (let place = 0; place < count; place++) {
        out[at * count + place] = [1, 2, 3].filter((level) => ability.can(names[level], ids[place])).length;
      }
    }
    return out;
  };
}

/** Role-based: people have groups, groups have levels; who has none under All Secured Data is denied. */
async function casbin({ ids, count, levels, data, secured, people }, some, few) {
  const model = newModelFromString(`
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.obj == p.obj && r.act == p.act && g(r.sub, p.sub)
`);
  const lines = [];
  const seen = new Set(people.slice(0, some).flatMap((person) => person.groups));
  for (const group of seen) {
    for (let place = 0; place < few; place++) {
      for (let level = 1; level <= levels[group * count + place]; level++) lines.push(`p, g${group}, ${ids[place]}, ${names[level]}`);
      for (let level = 1; level <= data[group * count + place]; level++) lines.push(`p, g${group}, ${ids[place]}, data ${names[level]}`);
    }
  }
  people.slice(0, some).forEach((person, at) => person.groups.forEach((group) => lines.push(`g, u${at}, g${group}`)));
  const enforcer = await newEnforcer(model, new StringAdapter(lines.join("\n")));
  return () => {
    const out = new Uint8Array(some * few);
    for (let at = 0; at < some; at++) {
      for (let place = 0; place < few; place++) {
        const has = (act) => enforcer.enforceSync(`u${at}`, ids[place], act);
        out[at * few + place] = [1, 2, 3].filter(
          (level) => has(names[level]) && (!secured[place] || has(`data ${names[level]}`)),
        ).length;
      }
    }
    return out;
  };
}

/** Tables joined and grouped. */
async function sql(from, some) {
  const { count, groupCount, levels, data, secured, people, admin } = from;
  const SQL = await initSqlJs({ locateFile: (name) => name });
  const db = new SQL.Database();
  db.run("create table cell (g int, p int, level int, data int, primary key (g, p)) without rowid");
  db.run("create table member (u int, g int, primary key (u, g)) without rowid");
  db.run("create table process (p int primary key, secured int, admin int)");
  db.run("create table admin (u int primary key)");
  db.run("begin");
  const insert = db.prepare("insert into cell values (?, ?, ?, ?)");
  for (let group = 0; group < groupCount; group++) {
    for (let place = 0; place < count; place++) {
      const at = group * count + place;
      if (levels[at] || data[at]) insert.run([group, place, levels[at], data[at]]);
    }
  }
  people.slice(0, some).forEach((person, at) => {
    person.groups.forEach((group) => db.run("insert into member values (?, ?)", [at, group]));
    if (person.admin) db.run("insert into admin values (?)", [at]);
  });
  for (let place = 0; place < count; place++) db.run("insert into process values (?, ?, ?)", [place, secured[place], admin[place]]);
  db.run("commit");
  const query = db.prepare(`
    with best as (
      select u, p, max(level) as level, max(data) as data from member join cell using (g) group by u, p
      union all select u, p, admin, 0 from admin, process
    ), most as (select u, p, max(level) as level, max(data) as data from best group by u, p)
    select u, p, case when secured then min(level, data) else level end from most join process using (p)`);
  return () => {
    const out = new Uint8Array(some * count);
    query.reset();
    while (query.step()) {
      const [user, place, level] = query.get();
      out[user * count + place] = level;
    }
    return out;
  };
}

function median(work, runs = 5) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    work();
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[runs >> 1];
}

function same(what, found, expected) {
  const at = found.findIndex((level, place) => level !== expected(place));
  if (at >= 0) throw new Error(`${what} answers otherwise than Whocan in cell ${at}: ${found[at]}, not ${expected(at)}`);
}

/** Times each, in milliseconds for a full matrix, or for as much of it as it was given; `cells` says how much. */
globalThis.yardsticks = async () => {
  const from = arrays(new TextDecoder().decode(bench.file));
  const { count, people } = from;
  const whocan = (place) => bench.levels[place];
  const all = people.length * count;
  const found = [];

  const bytes = byteLoop(from);
  same("the byte loop", bytes(), whocan);
  const planes = bitPlanes(from);
  planes.run();
  for (let at = 0; at < all; at++) {
    if (planes.level((at / count) | 0, at % count) !== whocan(at)) throw new Error(`the bit planes answer otherwise in cell ${at}`);
  }
  for (let warm = 0; warm < 5; warm++) [bytes(), planes.run()];
  found.push(["JavaScript by hand, bit planes", median(planes.run), all]);
  found.push(["JavaScript by hand, a byte a cell", median(bytes), all]);

  const table = await sql(from, 1000);
  same("SQLite", table(), whocan);
  found.push(["SQLite (sql.js 1.16.0), 1,000 people", median(table), 1000 * count]);

  const abilities = casl(from, 200);
  same("CASL", abilities(), whocan);
  found.push(["CASL 7.0.1, 200 people", median(abilities), 200 * count]);

  // The first two people are System Admins, which casbin is not told of.
  const [some, few] = [12, 20];
  const plain = { ...from, people: people.slice(2) };
  const enforcer = await casbin(plain, some, few);
  same("casbin", enforcer(), (at) => whocan((2 + ((at / few) | 0)) * count + (at % few)));
  found.push(["casbin 5.51.1, 12 people on 20 processes", median(enforcer), some * few]);
  return found;
};
