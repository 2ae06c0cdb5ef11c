# async def, await, async for, async with, asynchronous comprehensions and generators.
async def main():
    await task
    result = await call(x) + 1
    async for item in stream():
        use(item)
        if item: break
    else:
        done()
    async with session() as s, other():
        await s.send(result)
    async with lock:
        return 1
    listed = [x async for x in stream() if await check(x)]
    mapped = {k: v async for k, v in stream()}
    lazy = (y async for y in stream())
    nested = [z async for w in stream() async for z in w]
    awaited = [await u for u in tasks]
async def generator():
    yield 1
    try:
        yield await x
    finally:
        await close()
