// A disk whose power can be cut: a file system in an image file, and a copy of that file as of one instant.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Image {
  /** where the disk is mounted */
  readonly folder: string
  /** what of `folder` had reached the disk at one instant, mounted elsewhere until `mend` */
  cut(): Promise<{ readonly folder: string; mend(): void }>
  /** Takes the disk out and puts it in again, as at a restart; nobody may have a file of it open. */
  remount(): void
  end(): void
}

function did(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0
}

/** Why no image can be made here; false where it can. */
export function noImage(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'to cut the power needs root on Linux'
  const lacking = ['mkfs.ext4', 'losetup', 'fsfreeze'].filter((tool) => !did('which', tool))
  if (lacking.length > 0) return `to cut the power needs ${lacking.join(', ')}`
  try {
    makeImage(32).end()
    return false
  } catch {
    return 'to cut the power needs loop devices that can be mounted'
  }
}

/**
 * Makes an ext4 of some megabytes in an image file that stands in a file system of its own: XFS, where the copy is a
 * reflink, or else ext4, which is frozen while the file is copied. Either way the copy is of one instant, and what was
 * never synced is not in it.
 */
export function makeImage(megabytes: number): Image {
  const place = mkdtempSync(join(tmpdir(), 'sandhi-power-'))
  chmodSync(place, 0o755)
  const at = (name: string) => join(place, name)
  const mounted: string[] = []
  const end = () => {
    for (const folder of mounted.reverse()) did('umount', folder)
    rmSync(place, { recursive: true, force: true })
  }
  const must = (command: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(command, args)
    if (status !== 0) throw new Error(`${command}: ${String(stderr)}`)
  }
  const mount = (image: string, folder: string) => {
    mkdirSync(folder, { recursive: true })
    must('mount', '-o', 'loop', image, folder)
    mounted.push(folder)
  }
  try {
    const reflinks = did('which', 'mkfs.xfs')
    must('truncate', '-s', `${Math.max(320, 3 * megabytes + 64)}M`, at('host.img'))
    if (reflinks) must('mkfs.xfs', '-q', '-m', 'reflink=1', at('host.img'))
    else must('mkfs.ext4', '-q', '-m', '0', at('host.img'))
    mount(at('host.img'), at('host'))
    must('truncate', '-s', `${megabytes}M`, at('host/disk.img'))
    must('mkfs.ext4', '-q', '-m', '0', at('host/disk.img'))
    mount(at('host/disk.img'), at('disk'))
    chmodSync(at('disk'), 0o777)
    const copy = reflinks
      ? 'cp --reflink=always "$0/host/disk.img" "$0/host/cut.img" && ln -sfn host/cut.img "$0/cut.img"'
      : 'fsfreeze -f "$0/host" && { cp --sparse=always "$0/host/disk.img" "$0/cut.img"; fsfreeze -u "$0/host"; }'
    return {
      folder: at('disk'),
      cut: async () => {
        const child = spawn('sh', ['-c', copy, place], { stdio: 'ignore' })
        const code = await new Promise((done) => child.on('close', done))
        if (code !== 0) throw new Error('the image was not copied')
        mount(at('cut.img'), at('cut'))
        return {
          folder: at('cut'),
          mend: () => {
            must('umount', at('cut'))
            mounted.pop()
            rmSync(at('cut.img'), { force: true })
          },
        }
      },
      remount: () => {
        must('umount', at('disk'))
        must('mount', '-o', 'loop', at('host/disk.img'), at('disk'))
      },
      end,
    }
  } catch (error) {
    end()
    throw error
  }
}
