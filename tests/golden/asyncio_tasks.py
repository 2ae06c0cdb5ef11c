# golden: out code dis
# asyncio: tasks, cancellation, timeouts, queues and locks, in the order in which CPython runs them. No trace: Task
# and Future are the library's Python classes here, and CPython's values on the stack say that they are in C.
import asyncio

async def work(name, delay):
    print(name, "starts")
    await asyncio.sleep(delay)
    print(name, "done")
    return name

async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i

async def producer(queue):
    for i in range(3):
        await queue.put(i)
        print("put", i)
    await queue.put(None)

async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)

async def locked(lock, name):
    async with lock:
        print(name, "in")
        await asyncio.sleep(0)
        print(name, "out")

async def fails():
    raise ValueError("no")

async def main():
    print(await asyncio.gather(work("a", 0.02), work("b", 0.01)))
    task = asyncio.create_task(work("c", 5))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled(), task.done())
    try:
        await asyncio.wait_for(work("d", 5), 0.01)
    except asyncio.TimeoutError as error:
        print("timeout", repr(error))
    print([i async for i in numbers(3)])
    queue = asyncio.Queue(1)
    await asyncio.gather(producer(queue), consumer(queue))
    lock = asyncio.Lock()
    await asyncio.gather(*(locked(lock, n) for n in "xy"))
    limit = asyncio.Semaphore(2)
    await asyncio.gather(*(locked(limit, n) for n in "pqr"))
    event = asyncio.Event()
    waiter = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    print(waiter.done())
    event.set()
    print(await waiter)
    print(await asyncio.gather(fails(), work("e", 0), return_exceptions=True))
    done, pending = await asyncio.wait({asyncio.create_task(work("f", 0)), asyncio.create_task(work("g", 0.01))}, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for t in pending: print(await t)
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, future.set_result, "later")
    print(await future)
    try:
        await fails()
    except ValueError as error:
        print(error)
asyncio.run(main())
