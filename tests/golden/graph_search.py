"""Graphs as dictionaries: breadth and depth first, shortest paths, topological order, components, colouring."""

CITIES = {
    "Oslo": {"Bergen": 463, "Trondheim": 494, "Gothenburg": 294},
    "Bergen": {"Oslo": 463, "Stavanger": 210},
    "Trondheim": {"Oslo": 494, "Narvik": 880},
    "Gothenburg": {"Oslo": 294, "Stockholm": 468, "Malmo": 272},
    "Stockholm": {"Gothenburg": 468, "Malmo": 613, "Narvik": 1430},
    "Malmo": {"Gothenburg": 272, "Stockholm": 613},
    "Narvik": {"Trondheim": 880, "Stockholm": 1430},
    "Stavanger": {"Bergen": 210},
    "Reykjavik": {},
}
TASKS = {
    "shoes": ["socks", "trousers"],
    "trousers": ["pants"],
    "belt": ["trousers", "shirt"],
    "jacket": ["belt", "tie"],
    "tie": ["shirt"],
    "socks": [],
    "pants": [],
    "shirt": [],
}


class CycleError(ValueError):
    pass


def breadth_first(graph, start):
    parents = {start: None}
    queue = [start]
    while queue:
        node = queue.pop(0)
        yield node
        for other in graph[node]:
            if other not in parents:
                parents[other] = node
                queue.append(other)
    return parents


def path(graph, start, goal):
    walker = breadth_first(graph, start)
    while True:
        try:
            next(walker)
        except StopIteration as stop:
            parents = stop.value
            break
    if goal not in parents:
        return None
    result = []
    while goal is not None:
        result.append(goal)
        goal = parents[goal]
    return result[::-1]


def depth_first(graph, node, seen=None):
    seen = set() if seen is None else seen
    seen.add(node)
    yield node
    for other in sorted(graph[node]):
        if other not in seen:
            yield from depth_first(graph, other, seen)


def dijkstra(graph, start):
    distances = {start: 0}
    came_from = {}
    done = set()
    while len(done) < len(distances):
        node = min((n for n in distances if n not in done), key=distances.__getitem__)
        done.add(node)
        for other, length in graph[node].items():
            candidate = distances[node] + length
            if other not in distances or candidate < distances[other]:
                distances[other] = candidate
                came_from[other] = node
    return distances, came_from


def topological(graph):
    order, state = [], {}

    def visit(node, trail):
        if state.get(node) == "done":
            return
        if state.get(node) == "open":
            raise CycleError(" -> ".join(trail[trail.index(node) :] + (node,)))
        state[node] = "open"
        for needed in graph[node]:
            visit(needed, trail + (node,))
        state[node] = "done"
        order.append(node)

    for node in graph:
        visit(node, ())
    return order


def components(graph):
    left = set(graph)
    while left:
        start = min(left)
        part = set(depth_first(graph, start))
        left -= part
        yield sorted(part)


def colour(graph):
    colours = {}
    for node in sorted(graph, key=lambda n: (-len(graph[n]), n)):
        taken = {colours[other] for other in graph[node] if other in colours}
        colours[node] = next(c for c in range(len(graph)) if c not in taken)
    return colours


def spanning_tree(graph):
    group = {node: node for node in graph}

    def find(node):
        while group[node] != node:
            group[node] = node = group[group[node]]
        return node

    edges = sorted((length, a, b) for a in graph for b, length in graph[a].items() if a < b)
    for length, a, b in edges:
        root_a, root_b = find(a), find(b)
        if root_a != root_b:
            group[root_a] = root_b
            yield a, b, length


def all_paths(graph, start, goal, trail=()):
    trail += (start,)
    if start == goal:
        yield trail
        return
    for other in graph[start]:
        if other not in trail:
            yield from all_paths(graph, other, goal, trail)


def knight_moves(size, start, goal):
    frontier, seen, steps = {start}, {start}, 0
    while goal not in frontier:
        steps += 1
        frontier = {
            (x + dx, y + dy)
            for x, y in frontier
            for dx, dy in ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1))
            if 0 <= x + dx < size and 0 <= y + dy < size
        } - seen
        seen |= frontier
        if not frontier:
            return None
    return steps


def main():
    print(list(breadth_first(CITIES, "Stavanger")))
    print(list(depth_first(CITIES, "Malmo")))
    print(path(CITIES, "Stavanger", "Narvik"), path(CITIES, "Oslo", "Reykjavik"))
    distances, came_from = dijkstra(CITIES, "Bergen")
    for city, distance in sorted(distances.items(), key=lambda item: item[1]):
        print(f"{city:<12}{distance:>6}  from {came_from.get(city, '-')}")
    print(topological(TASKS))
    try:
        topological({**TASKS, "shirt": ["jacket"]})
    except CycleError as error:
        print("cycle:", error)
    print(list(components(CITIES)))
    colours = colour(CITIES)
    print(sorted(colours.items()), all(colours[a] != colours[b] for a in CITIES for b in CITIES[a]))
    tree = list(spanning_tree(CITIES))
    print(tree, sum(length for _, _, length in tree))
    ways = sorted(all_paths(CITIES, "Oslo", "Narvik"), key=len)
    print(len(ways), ways[0], ways[-1])
    print(knight_moves(8, (0, 0), (7, 7)), knight_moves(3, (0, 0), (1, 1)), knight_moves(5, (2, 2), (2, 2)))


main()
